package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.BotControl.Form;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Predicts the order of the backlog: each server has its own queue, and many or old unlocks become a list. */
final class Turns {
    private static final int MAX_ONE_BY_ONE = 10;
    private static final int MAX_IN_A_LIST = 100;
    private static final Duration NEWS = Duration.ofHours(1);

    private Turns() {}

    /** When a row is sent. */
    enum Turn {
        /** As the server's next message. */
        NEXT,
        /** In the server's next list. */
        LIST,
        /** After others. */
        LATER,
        /** Alone and later, since Discord refused it. */
        ASIDE
    }

    /** @param rows the backlog, in sending order */
    static Map<Long, Turn> of(List<OutboxRow> rows, Instant now) {
        Map<Long, Turn> turns = new HashMap<>();
        Map<Long, List<OutboxRow>> queues = new LinkedHashMap<>();
        for (OutboxRow row : rows) {
            turns.put(row.id(), row.aside() ? Turn.ASIDE : Turn.LATER);
            if (!row.aside()) {
                queues.computeIfAbsent(row.guildId(), guild -> new ArrayList<>())
                        .add(row);
            }
        }
        queues.values().forEach(queue -> next(queue, now, turns));
        return turns;
    }

    private static void next(List<OutboxRow> queue, Instant now, Map<Long, Turn> turns) {
        OutboxRow first = queue.stream()
                .filter(row -> row.state().equals("sending"))
                .findFirst()
                .orElse(queue.get(0));
        if (first.form() != Form.UNMADE) {
            turns.put(first.id(), first.form() == Form.LIST ? Turn.LIST : Turn.NEXT);
            return;
        }
        List<OutboxRow> list = list(queue, now);
        list.forEach(row -> turns.put(row.id(), Turn.LIST));
        if (list.isEmpty()) {
            boolean large = first.unlocks() > MAX_ONE_BY_ONE;
            turns.put(first.id(), large ? Turn.LIST : Turn.NEXT);
        }
    }

    /** The rows that are sent together as a list; none if the first one goes alone. */
    private static List<OutboxRow> list(List<OutboxRow> queue, Instant now) {
        List<OutboxRow> together = new ArrayList<>();
        int unlocks = 0;
        for (OutboxRow row : queue) {
            unlocks += row.unlocks();
            if (row.form() != Form.UNMADE || (unlocks > MAX_IN_A_LIST && !together.isEmpty())) {
                break;
            }
            together.add(row);
        }
        int all = together.stream().mapToInt(OutboxRow::unlocks).sum();
        if (together.size() > 1 && all > MAX_ONE_BY_ONE) {
            return together;
        }
        Predicate<OutboxRow> old = row -> row.createdAt().isBefore(now.minus(NEWS));
        return together.stream().takeWhile(old).toList();
    }
}
