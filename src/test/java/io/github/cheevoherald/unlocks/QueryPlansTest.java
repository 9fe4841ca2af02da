package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.store.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A poll's and a delivery's queries cost the same with a hundred thousand players as with one. */
@Timeout(120)
final class QueryPlansTest {
    private static final int PLAYERS = 30_000;
    private static final int LEDGER_ROWS = 300_000;
    private static final long SERVER = 1;

    /** A scan of a table or a whole index. A partial index of waiting rows is as short as the queue, so it's fine. */
    private static final Pattern SCAN = Pattern.compile(
            "^SCAN (?!.* USING (COVERING )?INDEX outbox_(waiting|sending))"
                    + "(p|r|g|f|l|e|b|s|players|poll_schedule|registrations|guilds|feeds|ledger|outbox|event_pairs|noted_registrations)\\b.*");

    private static final String WITHOUT_WAITING_FOR_THE_DISK = "?synchronous=OFF";

    @TempDir
    static Path filled;

    private Statements statements;
    private PollBench bench;

    @BeforeAll
    static void fill() {
        try (PollBench bench = new PollBench(filled, WITHOUT_WAITING_FOR_THE_DISK)) {
            LargeLedger.fill(bench.database, PLAYERS, LEDGER_ROWS, bench.clock.millis());
        }
    }

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        Files.copy(filled.resolve("herald.db"), folder.resolve("herald.db"));
        statements = new Statements(
                "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")) + WITHOUT_WAITING_FOR_THE_DISK,
                MutableClock.at("2026-03-01T12:00:00Z"));
        bench = new PollBench(statements.database());
        statements.forget();
        bench.feed(SERVER);
        bench.register(SERVER);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noStatementOfAPollOrADeliveryReadsAWholeTable() {
        bench.site.unlock(5_000_000, bench.ago(Duration.ofHours(1)), true);
        assertThat(bench.pollAfter(Duration.ofSeconds(10))).isTrue();
        bench.site.unlock(5_000_001, bench.clock.instant(), false);
        bench.site.twin(5_000_002, bench.clock.instant());
        bench.site.twin(5_000_003, bench.clock.instant().plusSeconds(1));
        assertThat(bench.pollAfter(Duration.ofSeconds(10))).isTrue();
        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isTrue();
        bench.register(2, bench.ago(Duration.ofHours(2)));
        bench.feed(2);
        assertThat(bench.pollAfter(Duration.ofSeconds(20))).isTrue();
        bench.sweepAfter(Duration.ofHours(13));
        deliver();

        assertThat(statements.heard()).isGreaterThan(20);
        assertThat(statements.plans()).noneMatch(SCAN.asMatchPredicate());
    }

    private void deliver() {
        Outbox outbox = bench.outbox;
        assertThat(outbox.waitingGuilds()).contains(SERVER, 2L);
        OutboxEntry next = outbox.next(new FeedKey(SERVER, "unlocks")).orElseThrow();
        OutboxEntry rendered = outbox.rendered(
                        List.of(next),
                        List.of(new Outbox.Message(next.announcement(), "content", "nonce", false, MessageForm.CARDS)),
                        Map.of())
                .orElseThrow();
        outbox.sending(rendered.id(), 10, bench.clock.instant());
        outbox.unknown(rendered.id(), "cut", bench.clock.instant());
        outbox.sent(rendered.id(), 99, bench.clock.instant(), handle -> bench.guilds.unblock(handle, SERVER, 10));
        outbox.waiting(SERVER);
        outbox.waitingItems(SERVER);
        outbox.untouched(new FeedKey(SERVER, "unlocks"), 10);
        outbox.news(new FeedKey(SERVER, "unlocks"), 10, bench.clock.instant());
        outbox.nextDate(List.of(next));
        outbox.posted().listsSince(new FeedKey(SERVER, "unlocks"), bench.clock.instant());
        outbox.cleanup().forgetLongSettled(bench.clock.instant());
        bench.guilds.feed(SERVER, "unlocks");
    }
}
