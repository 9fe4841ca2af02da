package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns entries of the outbox into messages, each with a nonce of its own, before they are tried. */
final class Composer {
    private static final Logger LOG = LoggerFactory.getLogger(Composer.class);

    /** More than so many unlocks at once are read as a flood. */
    private static final int MOST_ONE_BY_ONE = 10;

    /** More than the lines that fit in one message of a list, so that what waits is not read for nothing. */
    private static final int MOST_ON_A_PAGE = 100;

    /** What waited longer is no news that one scrolls up for, one by one. */
    private static final Duration NEWS = Duration.ofHours(1);

    /** What is younger does not wait behind a list: so many messages would a flood get past it at most. */
    private static final Duration FRESH = Duration.ofMinutes(1);

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
     * What is told together.
     *
     * @param entries in order; a single one where it is rendered already
     * @param list whether as a list, of which only so many go out a minute
     */
    record Telling(List<OutboxEntry> entries, boolean list) {
        Telling {
            entries = List.copyOf(entries);
        }

        OutboxEntry first() {
            return entries.get(0);
        }
    }

    /**
     * The entry that goes next, with what waits behind it where that makes a list: when it is much, or old.
     *
     * @param pages as many messages of lists as may go now
     */
    Telling telling(OutboxEntry entry, int pages) {
        if (entry.content() != null) {
            return new Telling(List.of(entry), entry.listed());
        }
        List<OutboxEntry> waiting = outbox.untouched(entry.guildId(), MOST_ON_A_PAGE * Math.max(1, pages));
        int unlocks =
                waiting.stream().mapToInt(one -> one.announcement().count()).sum();
        // Not first, when something older was found this very moment.
        boolean among = !waiting.isEmpty() && waiting.get(0).equals(entry);
        if (among && waiting.size() > 1 && unlocks > MOST_ONE_BY_ONE) {
            return new Telling(waiting, true);
        }
        if (among && isOld(entry)) {
            return new Telling(waiting.stream().takeWhile(this::isOld).toList(), true);
        }
        Announcement announcement = entry.announcement();
        return new Telling(
                List.of(entry), announcement.count() > MOST_ONE_BY_ONE || announcement instanceof Announcement.Summary);
    }

    private boolean isOld(OutboxEntry entry) {
        return entry.createdAt().isBefore(clock.instant().minus(NEWS));
    }

    /** What may be told to a server while a list must wait: fresh news of somebody of whom nothing older waits. */
    Optional<Telling> news(long guildId) {
        return outbox.news(guildId, MOST_ONE_BY_ONE, clock.instant().minus(FRESH))
                .map(entry -> new Telling(List.of(entry), false));
    }

    /**
     * The first of its messages; empty when something of it was given up meanwhile.
     *
     * @param pages as many messages as a list of several players gets; the rest stays as it is
     */
    Optional<OutboxEntry> composed(Telling telling, int pages) {
        if (telling.first().content() != null) {
            return Optional.of(telling.first());
        }
        // What goes next has its place before whatever is newer, also where that was found together with older ones.
        long until = outbox.nextDate(telling.entries());
        List<Announcement.Unlocks> parts = telling.entries().stream()
                .flatMap(entry -> entry.announcement().only((player, unlock) -> unlock.unlockedAt() <= until).stream())
                .flatMap(announcement -> announcement.parts().stream())
                .toList();
        List<Rendered> rendered = rendered(telling, parts);
        boolean ofOne =
                parts.stream().map(part -> part.player().ulid()).distinct().count() == 1;
        List<Rendered> now = ofOne ? rendered : rendered.subList(0, Math.min(Math.max(pages, 1), rendered.size()));
        return put(telling, now);
    }

    private List<Rendered> rendered(Telling telling, List<Announcement.Unlocks> parts) {
        return drawn(parts.size() == 1 ? parts.get(0) : new Announcement.Summary(parts), telling.list());
    }

    private List<Rendered> drawn(Announcement whole, boolean asList) {
        try {
            return asList ? rendering.summary(whole.parts()) : rendering.of(whole);
        } catch (RuntimeException e) {
            LOG.error("An announcement couldn't be rendered and goes out as plain text", e);
            return rendering.plain(whole);
        }
    }

    /** Puts the messages in the place of what they announce, and leaves the rest. */
    private Optional<OutboxEntry> put(Telling telling, List<Rendered> messages) {
        Set<Announced> told = new HashSet<>();
        messages.forEach(message -> told.addAll(Announced.in(message.announcement())));
        List<OutboxEntry> replaced = new ArrayList<>();
        Map<OutboxEntry, Announcement> left = new LinkedHashMap<>();
        for (OutboxEntry entry : telling.entries()) {
            Optional<Announcement> rest =
                    entry.announcement().only((player, unlock) -> !told.contains(Announced.of(player, unlock)));
            if (rest.isEmpty() || !rest.get().equals(entry.announcement())) {
                replaced.add(entry);
                rest.ifPresent(announcement -> left.put(entry, announcement));
            }
        }
        return outbox.rendered(replaced, messages(messages, telling.list()), left);
    }

    /** Puts plain text in the place of a message whose embeds Discord refuses; false when it is plain already. */
    boolean madePlain(OutboxEntry entry) {
        String content = entry.content();
        if (content == null || MessageJson.read(content).getEmbeds().isEmpty()) {
            return false;
        }
        outbox.inPlaceOf(entry, messages(rendering.plain(entry.announcement()), entry.listed()));
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
                .flatMap(half -> (plain ? rendering.plain(half) : drawn(half, entry.listed())).stream())
                .toList();
        outbox.inPlaceOf(entry, messages(rendered, entry.listed()));
        return true;
    }

    /** Makes a message that may be posted where nobody can see it any more a new one, with another nonce. */
    void renew(OutboxEntry entry) {
        String content = entry.content();
        if (content != null) {
            outbox.inPlaceOf(
                    entry, List.of(new Outbox.Message(entry.announcement(), content, nonces.next(), entry.listed())));
        }
    }

    private List<Outbox.Message> messages(List<Rendered> rendered, boolean listed) {
        List<Outbox.Message> messages = new ArrayList<>();
        for (Rendered part : rendered) {
            messages.add(
                    new Outbox.Message(part.announcement(), MessageJson.write(part.message()), nonces.next(), listed));
        }
        return messages;
    }
}
