package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.OutboxEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of announcements that this bot makes, by name. */
public final class AnnouncementKinds {
    private final Map<String, AnnouncementKind> kinds = new LinkedHashMap<>();

    public AnnouncementKinds(AnnouncementKind... kinds) {
        for (AnnouncementKind kind : kinds) {
            this.kinds.put(kind.name(), kind);
        }
    }

    /** The kinds' names, in the order in which people read them. */
    List<String> names() {
        return List.copyOf(kinds.keySet());
    }

    AnnouncementKind named(String name) {
        AnnouncementKind kind = kinds.get(name);
        if (kind == null) {
            throw new IllegalStateException("no announcements of the kind " + name);
        }
        return kind;
    }

    AnnouncementKind of(OutboxEntry entry) {
        return named(entry.announcement().kind());
    }
}
