package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A summary of the bot's backlog: how many rows wait, for what, and until when.
 *
 * @param counts how many rows are in each state
 * @param rows the rows that are not sent yet, oldest first
 * @param blocked feeds that are blocked
 * @param paces servers at their limit of lists per minute, and when the next list may go
 */
record Waiting(Map<String, Long> counts, List<Row> rows, List<Blocked> blocked, List<Paced> paces) {
    static final Waiting NOTHING = new Waiting(Map.of(), List.of(), List.of(), List.of());

    /** A row that is not sent yet: {@code who} did {@code what}. */
    record Row(
            String id,
            String guild,
            String who,
            String what,
            String state,
            int attempts,
            Instant until,
            @Nullable String problem,
            Turns.Turn turn) {}

    /** A blocked feed, and when it is retried. */
    record Blocked(
            String guild,
            String channel,
            String reason,
            @Nullable Instant until) {}

    /** A server at its limit of lists per minute. */
    record Paced(String guild, Instant until) {}

    static Waiting of(BotControl.Backlog backlog, Instant now) {
        Map<Long, Turns.Turn> turns = Turns.of(backlog.rows(), now);
        List<Row> rows = new ArrayList<>();
        for (BotControl.OutboxRow row : backlog.rows()) {
            JsonNode payload = payload(row);
            rows.add(new Row(
                    Long.toString(row.id()),
                    Long.toUnsignedString(row.guildId()),
                    who(payload),
                    what(payload),
                    row.state(),
                    row.attempts(),
                    row.nextAttemptAt(),
                    row.problem(),
                    turns.getOrDefault(row.id(), Turns.Turn.LATER)));
        }
        List<Blocked> blocked = new ArrayList<>();
        for (BotControl.BlockedFeed feed : backlog.blocked()) {
            blocked.add(new Blocked(
                    Long.toUnsignedString(feed.guildId()),
                    Long.toUnsignedString(feed.channelId()),
                    feed.reason(),
                    feed.probeAt()));
        }
        List<Paced> paces = new ArrayList<>();
        for (BotControl.ListPace pace : backlog.paces()) {
            paces.add(new Paced(Long.toUnsignedString(pace.guildId()), pace.nextAt()));
        }
        return new Waiting(new TreeMap<>(backlog.counts()), rows, blocked, paces);
    }

    private static JsonNode payload(BotControl.OutboxRow row) {
        try {
            return ControlJson.JSON.readTree(row.payload());
        } catch (JsonProcessingException e) {
            return ControlJson.JSON.createObjectNode();
        }
    }

    private static String who(JsonNode payload) {
        Map<String, String> names = new LinkedHashMap<>();
        for (JsonNode player : payload.findValues("player")) {
            String name = player.path("name").asText();
            names.put(player.path("ulid").asText(name), name);
        }
        return names.size() > 3 ? names.size() + " players" : String.join(", ", names.values());
    }

    private static String what(JsonNode payload) {
        List<String> titles = payload.findValuesAsText("title");
        return titles.size() == 1 ? titles.get(0) : titles.size() + " unlocks";
    }
}
