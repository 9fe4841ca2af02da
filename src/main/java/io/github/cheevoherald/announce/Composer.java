package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns entries of the outbox into messages, each with a nonce of its own, before they are tried. */
final class Composer {
    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

    /** More than so many unlocks at once are read as a flood. */
    private static final int MOST_ONE_BY_ONE = 10;

    /** What waited longer is no news that one scrolls up for, one by one. */
    private static final Duration NEWS = Duration.ofHours(1);

    /** As many entries as are merged at once; a longer queue goes on with the next message. */
    private static final int MOST_MERGED = 500;

    private final Outbox outbox;
    private final Rendering rendering;
    private final Nonces nonces;
    private final Clock clock;

    Composer(Outbox outbox, Rendering rendering, Nonces nonces, Clock clock) {
        this.outbox = outbox;
        this.rendering = rendering;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * The entry as a message, with all that waits behind it merged into a summary when that is long or old; empty when
     * it was given up meanwhile.
     */
    Optional<OutboxEntry> composed(OutboxEntry entry) {
        if (entry.content() != null) {
            return Optional.of(entry);
        }
        List<OutboxEntry> waiting = outbox.untouched(entry.guildId(), MOST_MERGED);
        int unlocks =
                waiting.stream().mapToInt(one -> one.announcement().count()).sum();
        boolean old = entry.createdAt().isBefore(clock.instant().minus(NEWS));
        boolean many = waiting.size() > 1 && unlocks > MOST_ONE_BY_ONE;
        if (!waiting.contains(entry) || !(old || many)) {
            return outbox.rendered(entry, messages(render(entry.announcement())));
        }
        List<Announcement.Unlocks> parts = waiting.stream()
                .flatMap(one -> one.announcement().parts().stream())
                .toList();
        return outbox.rendered(waiting, messages(rendering.summary(parts)));
    }

    /** Puts plain text in the place of a message whose embeds Discord refuses; false when it is plain already. */
    boolean madePlain(OutboxEntry entry) {
        String content = entry.content();
        if (content == null || MessageJson.read(content).getEmbeds().isEmpty()) {
            return false;
        }
        outbox.inPlaceOf(entry, messages(rendering.plain(entry.announcement())));
        return true;
    }

    /**
     * Puts two messages in the place of one that Discord refuses as a whole, with half of its unlocks each; false when it
     * announces a single one.
     */
    boolean split(OutboxEntry entry) {
        List<Announcement> halves = Halves.of(entry.announcement());
        String content = entry.content();
        if (content == null || halves.size() < 2) {
            return false;
        }
        boolean plain = MessageJson.read(content).getEmbeds().isEmpty();
        List<Rendered> rendered = halves.stream()
                .flatMap(half -> (plain ? rendering.plain(half) : render(half)).stream())
                .toList();
        outbox.inPlaceOf(entry, messages(rendered));
        return true;
    }

    /** Makes a message that may be posted where nobody can see it any more a new one, with another nonce. */
    void renew(OutboxEntry entry) {
        String content = entry.content();
        if (content != null) {
            outbox.inPlaceOf(entry, List.of(new Outbox.Message(entry.announcement(), content, nonces.next())));
        }
    }

    private List<Rendered> render(Announcement announcement) {
        try {
            return rendering.of(announcement);
        } catch (RuntimeException e) {
            LOG.error("An announcement could not be drawn and goes out as plain text", e);
            return rendering.plain(announcement);
        }
    }

    private List<Outbox.Message> messages(List<Rendered> rendered) {
        List<Outbox.Message> messages = new ArrayList<>();
        for (Rendered part : rendered) {
            messages.add(new Outbox.Message(part.announcement(), MessageJson.write(part.message()), nonces.next()));
        }
        return messages;
    }
}
