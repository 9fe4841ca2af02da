package io.github.cheevoherald.outbox.sets;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.FilterProperty;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.LeftOut;
import io.github.cheevoherald.outbox.StoredKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** An announcement of new and revised achievement sets. */
@JsonTypeName("sets-1")
public record SetAnnouncement(List<SetNews> sets) implements Announcement {
    /** The kind's name. */
    public static final String KIND = "sets";

    /** The kind as the outbox stores it. */
    public static final StoredKind STORED = new StoredKind(
            KIND, List.of(SetAnnouncement.class), EnumSet.of(FilterProperty.POINTS, FilterProperty.GAME));

    public SetAnnouncement {
        if (sets.isEmpty()) {
            throw new IllegalArgumentException("an announcement of no sets");
        }
        sets = List.copyOf(sets);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<Item> items() {
        return List.copyOf(sets);
    }

    @Override
    public SetAnnouncement withItems(List<Item> items) {
        return new SetAnnouncement(items.stream().map(SetNews.class::cast).toList());
    }

    /** Everybody whom a set's news names, although it is about the set. */
    @Override
    public Set<String> players() {
        return sets.stream()
                .flatMap(news -> news.named().stream())
                .map(SetNews.Fan::ulid)
                .collect(Collectors.toSet());
    }

    /** Without their names, and without the sets that concern nobody else. */
    @Override
    public Optional<Announcement> without(LeftOut leftOut) {
        List<SetNews> left = new ArrayList<>();
        for (SetNews news : sets) {
            SetNews others = news.without(leftOut);
            if (others.named().isEmpty()) {
                continue;
            }
            left.add(others);
        }
        return left.isEmpty() ? Optional.empty() : Optional.of(new SetAnnouncement(left));
    }
}
