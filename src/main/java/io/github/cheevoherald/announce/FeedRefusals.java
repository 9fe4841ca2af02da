package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Puts announcements that Discord refused into words for a server's people. */
public final class FeedRefusals {
    private static final int MAX_LINES = 3;
    private static final int MAX_TEXT = 60;

    private FeedRefusals() {}

    /**
     * An item that Discord lets nobody announce as it is, the {@link Rule} (or what another version wrote), and whether
     * it is no longer tried.
     */
    public record Refused(String player, String achievement, String refusedBy, boolean givenUp) {}

    static List<Refused> of(List<OutboxEntry> entries) {
        List<Refused> all = new ArrayList<>();
        for (OutboxEntry entry : entries) {
            boolean givenUp = entry.state() == OutboxEntry.State.DROPPED;
            for (Item item : entry.announcement().items()) {
                String player = item.player() == null ? "" : item.player().name();
                all.add(new Refused(player, item.title(), String.valueOf(entry.refusedBy()), givenUp));
            }
        }
        return all;
    }

    /** The entry's players and achievements, for the log. */
    static String named(OutboxEntry entry) {
        return of(List.of(entry)).stream()
                .map(one -> Markdown.plain(one.player(), MAX_TEXT) + ": " + Markdown.plain(one.achievement(), MAX_TEXT))
                .collect(Collectors.joining(", "));
    }

    /** Which announcements these are, why each was refused, and what becomes of them; empty when there are none. */
    public static String inWords(Words words, List<Refused> refused) {
        List<String> lines = new ArrayList<>();
        add(words, lines, "feed.status.refused", refused, false);
        add(words, lines, "feed.status.given-up", refused, true);
        return String.join("\n", lines);
    }

    private static void add(Words words, List<String> lines, String head, List<Refused> all, boolean givenUp) {
        List<Refused> these =
                all.stream().filter(one -> one.givenUp() == givenUp).toList();
        if (these.isEmpty()) {
            return;
        }
        lines.add(words.say(head, "count", these.size()));
        these.stream().limit(MAX_LINES).forEach(one -> lines.add(line(words, one)));
        if (these.size() > MAX_LINES) {
            lines.add(words.say("feed.status.refused.more", "count", these.size() - MAX_LINES));
        }
    }

    private static String line(Words words, Refused refused) {
        return words.say(
                refused.player().isEmpty() ? "feed.status.refused.line-without-player" : "feed.status.refused.line",
                "player",
                Markdown.escapeAndCut(refused.player(), MAX_TEXT),
                "achievement",
                Markdown.escapeAndCut(refused.achievement(), MAX_TEXT),
                "problem",
                problem(words, refused.refusedBy()));
    }

    /** Why an announcement was refused, and what to do. */
    public static String problem(Words words, String refusedBy) {
        for (Rule known : Rule.values()) {
            if (known.name().equals(refusedBy)) {
                return words.say("feed.refused." + refusedBy);
            }
        }
        return words.say("feed.refused." + (refusedBy.equals(RefusedMessages.FORM) ? refusedBy : Rule.OTHER.name()));
    }
}
