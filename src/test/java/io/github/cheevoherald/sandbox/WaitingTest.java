package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.sandbox.BotControl.Backlog;
import io.github.cheevoherald.sandbox.BotControl.Form;
import io.github.cheevoherald.sandbox.BotControl.OutboxRow;
import io.github.cheevoherald.sandbox.Turns.Turn;
import io.github.cheevoherald.sandbox.Waiting.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

    private final List<OutboxRow> rows = new ArrayList<>();

    @Test
    void countsAPlayerOnceHoweverManyPartsTheyHave() {
        String parts = IntStream.range(0, 31)
                .mapToObj(number -> "{\"player\":{\"ulid\":\"U" + number % 8 + "\",\"name\":\"P" + number % 8
                        + "\"},\"unlocks\":[{\"title\":\"T\"}]}")
                .collect(Collectors.joining(",", "{\"parts\":[", "]}"));
        rows.add(new OutboxRow(1, 7, "pending", parts, null, 0, NOW, NOW, null, Form.LIST, 31, false));

        Row row = waiting().rows().get(0);

        assertThat(row.who()).isEqualTo("8 players");
        assertThat(row.what()).isEqualTo("31 unlocks");
    }

    @Test
    void eachServerHasOneNextMessage() {
        row(1, 7, Form.MESSAGE, 2);
        row(2, 9, Form.UNMADE, 1);
        row(3, 7, Form.UNMADE, 3);
        row(4, 9, Form.MESSAGE, 3);

        assertThat(turns()).containsExactly(Turn.NEXT, Turn.NEXT, Turn.LATER, Turn.LATER);
    }

    @Test
    void theMessageBeingSentGoesFirst() {
        row(1, 7, Form.UNMADE, 1);
        rows.add(new OutboxRow(2, 7, "sending", "{}", 8L, 1, NOW, NOW, null, Form.MESSAGE, 1, false));

        assertThat(turns()).containsExactly(Turn.LATER, Turn.NEXT);
    }

    @Test
    void aBacklogBecomesAListUpToTheFirstFinishedMessage() {
        row(1, 7, Form.UNMADE, 6);
        row(2, 7, Form.UNMADE, 5);
        row(3, 7, Form.MESSAGE, 1);
        row(4, 7, Form.UNMADE, 1);

        assertThat(turns()).containsExactly(Turn.LIST, Turn.LIST, Turn.LATER, Turn.LATER);
    }

    @Test
    void aFewNewUnlocksGoOneByOneAndManyAsAList() {
        row(1, 7, Form.UNMADE, 5);
        row(2, 7, Form.UNMADE, 5);
        row(3, 9, Form.UNMADE, 11);
        row(4, 11, Form.LIST, 2);

        assertThat(turns()).containsExactly(Turn.NEXT, Turn.LATER, Turn.LIST, Turn.LIST);
    }

    @Test
    void oldUnlocksGoAsAList() {
        old(1, 7);
        old(2, 7);
        row(3, 7, Form.UNMADE, 1);

        assertThat(turns()).containsExactly(Turn.LIST, Turn.LIST, Turn.LATER);
    }

    @Test
    void aRefusedMessageHoldsUpNobody() {
        rows.add(new OutboxRow(1, 7, "pending", "{}", 8L, 3, NOW, NOW, "refused", Form.MESSAGE, 1, true));
        row(2, 7, Form.MESSAGE, 1);

        assertThat(turns()).containsExactly(Turn.ASIDE, Turn.NEXT);
    }

    private void row(long id, long guild, Form form, int unlocks) {
        rows.add(new OutboxRow(id, guild, "pending", "{}", null, 0, NOW, NOW, null, form, unlocks, false));
    }

    private void old(long id, long guild) {
        Instant then = NOW.minus(Duration.ofMinutes(61));
        rows.add(new OutboxRow(id, guild, "pending", "{}", null, 0, then, then, null, Form.UNMADE, 1, false));
    }

    private List<Turn> turns() {
        return waiting().rows().stream().map(Row::turn).toList();
    }

    private Waiting waiting() {
        return Waiting.of(new Backlog(Map.of(), rows, List.of(), List.of()), NOW);
    }
}
