package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bot's outbox in a few words: how many wait, for what, until when.
 *
 * @param counts how many rows are in each state
 * @param rows those that wait, the oldest first
 * @param blocked feeds through which nothing goes
 */
record Waiting(Map<String, Long> counts, List<Row> rows, List<Blocked> blocked) {
    static final Waiting NOTHING = new Waiting(Map.of(), List.of(), List.of());

    /** What waits: {@code what} is whose, and what they did. */
    record Row(
            String id,
            String who,
            String what,
            String state,
            int attempts,
            Instant until,
            @Nullable String problem) {}

    /** A feed that does not work, and when it is tried again. */
    record Blocked(
            String guild,
            String channel,
            String reason,
            @Nullable Instant until) {}

    static Waiting of(BotControl.Backlog backlog) {
        List<Row> rows = new ArrayList<>();
        for (BotControl.OutboxRow row : backlog.rows()) {
            JsonNode payload = payload(row);
            rows.add(new Row(
                    Long.toString(row.id()),
                    who(payload),
                    what(payload),
                    row.state(),
                    row.attempts(),
                    row.nextAttemptAt(),
                    row.problem()));
        }
        List<Blocked> blocked = new ArrayList<>();
        for (BotControl.BlockedFeed feed : backlog.blocked()) {
            blocked.add(new Blocked(
                    Long.toUnsignedString(feed.guildId()),
                    Long.toUnsignedString(feed.channelId()),
                    feed.reason(),
                    feed.probeAt()));
        }
        return new Waiting(new TreeMap<>(backlog.counts()), rows, blocked);
    }

    private static JsonNode payload(BotControl.OutboxRow row) {
        try {
            return Replies.JSON.readTree(row.payload());
        } catch (JsonProcessingException e) {
            return Replies.JSON.createObjectNode();
        }
    }

    private static String who(JsonNode payload) {
        List<String> names = new ArrayList<>();
        for (JsonNode player : payload.findValues("player")) {
            names.add(player.path("name").asText());
        }
        return names.size() > 3 ? names.size() + " players" : String.join(", ", names);
    }

    private static String what(JsonNode payload) {
        List<String> titles = payload.findValuesAsText("title");
        return titles.size() == 1 ? titles.get(0) : titles.size() + " unlocks";
    }
}
