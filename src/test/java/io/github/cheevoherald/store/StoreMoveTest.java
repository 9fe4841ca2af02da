package io.github.cheevoherald.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;

/** From the store that is named to one of the other kind. */
@OnBothStores
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class StoreMoveTest {
    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");

    @Parameter
    StoreKind store;

    @TempDir
    Path folder;

    private DatabaseAddress from() {
        return store.address(folder.resolve("herald.db"));
    }

    private DatabaseAddress to() {
        return other().address(folder.resolve("other.db"));
    }

    private StoreKind other() {
        return store == StoreKind.SQLITE ? StoreKind.POSTGRESQL : StoreKind.SQLITE;
    }

    private void move() {
        StoreMove.run(from(), to(), clock);
    }

    private void begin() {
        Database.open(from(), clock).close();
    }

    private static void in(DatabaseAddress address, Consumer<Handle> work) {
        RandomRows.jdbi(address).useTransaction(work::accept);
    }

    private static String[] texts(DatabaseAddress address, String query) {
        return RandomRows.jdbi(address)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).list())
                .toArray(String[]::new);
    }

    private void filled() {
        begin();
        new RandomRows(from(), 1).add(40);
    }

    @Test
    void everythingIsInTheOtherStoreAfterwards() {
        filled();
        Map<String, TableSum> before = RandomRows.sums(from());

        move();

        assertThat(before)
                .containsKeys("players", "ledger", "outbox", "scheduled_tasks", "restores")
                .hasSize(31);
        assertThat(RandomRows.sums(to())).isEqualTo(before);
        Database.open(to(), clock).close();
    }

    @Test
    void aBotStartsOnTheNewStoreAndIsRefusedByTheOld() {
        begin();

        move();

        Database.open(to(), clock).close();
        assertThatThrownBy(() -> Database.open(from(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining(" has been moved to ");
        assertThatThrownBy(() -> Database.openForReading(from())).hasMessageContaining(" has been moved to ");
        assertThatThrownBy(() -> Backup.copy(from(), folder.resolve("copy.db"), clock))
                .hasMessageContaining(" has been moved to ");
        assertThatThrownBy(this::move)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--from: ")
                .hasMessageContaining(" has been moved to ");
    }

    @Test
    void aMovedStoreIsNoSourceAnyMore() {
        begin();
        move();

        DatabaseAddress third = other().address(folder.resolve("third.db"));
        assertThatThrownBy(() -> StoreMove.run(from(), third, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--from: ")
                .hasMessageContaining(" has been moved to ");
    }

    @Test
    void theWayBackNeedsANewStore() {
        filled();
        Map<String, TableSum> before = RandomRows.sums(from());
        move();

        assertThatThrownBy(() -> StoreMove.run(to(), from(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: ");
        DatabaseAddress back = store.address(folder.resolve("back.db"));
        StoreMove.run(to(), back, clock);

        assertThat(RandomRows.sums(back)).isEqualTo(before);
    }

    @Test
    void aTargetWithARowIsRefusedAndStaysAsItIs() {
        filled();
        Database.open(to(), clock).close();
        in(to(), handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (5)"));
        Map<String, TableSum> there = RandomRows.sums(to());

        assertThatThrownBy(this::move)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: ")
                .hasMessageContaining("isn't empty");

        assertThat(RandomRows.sums(to())).isEqualTo(there);
        Database.open(to(), clock).close();
        Database.open(from(), clock).close();
    }

    @Test
    void twoStoresOfOneKindAreRefused() {
        begin();
        DatabaseAddress same = store.address(folder.resolve("same.db"));

        assertThatThrownBy(() -> StoreMove.run(from(), same, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: both are ");
    }

    @Test
    void aStoreInUseIsRefusedOnEitherSide() {
        begin();
        try (Database running = Database.open(from(), clock)) {
            assertThat(running.place()).isNotEmpty();
            assertThatThrownBy(this::move).hasMessageStartingWith("--from: ").hasMessageContaining("in use");
        }
        try (Database running = Database.open(to(), clock)) {
            assertThat(running.place()).isNotEmpty();
            assertThatThrownBy(this::move).hasMessageStartingWith("--to: ").hasMessageContaining("in use");
        }
    }

    @Test
    void aFailureOnTheWayIsOneSentenceAndTheSameCommandGoesOn() {
        filled();
        Map<String, TableSum> before = RandomRows.sums(from());
        Database.open(to(), clock).close();
        in(to(), handle -> handle.execute("CREATE UNIQUE INDEX in_the_way ON outbox (state)"));

        assertThatThrownBy(this::move)
                .isInstanceOf(MoveException.class)
                .hasMessageContaining("the same command goes on from here")
                .hasMessageMatching(".*");

        in(to(), handle -> handle.execute("DROP INDEX in_the_way"));
        assertThatThrownBy(() -> Database.open(to(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.url: ")
                .hasMessageContaining(" is an unfinished copy of ");
        assertThatThrownBy(() -> StoreMove.run(to(), store.address(folder.resolve("x.db")), clock))
                .hasMessageStartingWith("--from: ")
                .hasMessageContaining(" is an unfinished copy of ");
        move();
        assertThat(RandomRows.sums(to())).isEqualTo(before);
    }

    @Test
    void anUnfinishedCopyOfAnotherStoreIsRefused() {
        begin();
        Database.open(to(), clock).close();
        in(to(), handle -> new MoveMark(MoveMark.State.UNFINISHED, "id", "elsewhere").set(handle));

        assertThatThrownBy(this::move)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--to: ")
                .hasMessageContaining("elsewhere");
    }

    @Test
    void aStopBetweenTheTwoLastStepsIsFinished() {
        filled();
        Map<String, TableSum> before = RandomRows.sums(from());
        move();
        String id = texts(from(), "SELECT move_id FROM store_move")[0];
        String place = Database.openForReading(to()).orElseThrow().place();
        in(to(), handle -> new MoveMark(MoveMark.State.UNFINISHED, id, sourcePlace()).set(handle));
        assertThat(place).isNotEmpty();

        move();

        assertThat(RandomRows.sums(to())).isEqualTo(before);
        Database.open(to(), clock).close();
    }

    private String sourcePlace() {
        try (Engine engine = Engine.openForReading(from()).orElseThrow()) {
            return engine.place();
        }
    }

    @Test
    void whatABotChangedAfterAnInterruptedCopyIsCopiedToo() {
        filled();
        Database.open(to(), clock).close();
        new RandomRows(to(), 1).add(40);
        in(to(), handle -> new MoveMark(MoveMark.State.UNFINISHED, "id", sourcePlace()).set(handle));
        in(from(), handle -> handle.execute("DELETE FROM held_twins"));
        in(from(), handle -> handle.execute("UPDATE outbox SET attempts = attempts + 1"));
        in(from(), handle -> handle.execute("INSERT INTO guilds (guild_id) VALUES (-4711)"));
        Map<String, TableSum> now = RandomRows.sums(from());

        move();

        assertThat(RandomRows.sums(to())).isEqualTo(now);
    }

    @Test
    void newRowsAreNumberedOnFromTheOldOnes() {
        begin();
        in(from(), handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (41, 'A', 'a', '', 0)");
        });

        move();

        in(
                to(),
                handle -> handle.execute(
                        "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES ('B', 'b', '', 0)"));
        assertThat(texts(to(), "SELECT player_id FROM players WHERE ulid = 'B'"))
                .containsExactly("42");
    }

    @Test
    void aSourceThatIsNotThereIsRefusedAndNotMade() {
        DatabaseAddress nothing = store == StoreKind.SQLITE
                ? DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("herald.db"))
                : PostgresServer.get().newEmptyDatabase();

        assertThatThrownBy(() -> StoreMove.run(nothing, to(), clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("--from: there is nothing to move");
        assertThat(Files.exists(folder.resolve("herald.db"))).isFalse();
    }

    @Test
    void aBackupKeepsItsStampAndCanBeRestoredTwice() {
        begin();
        Path copy = folder.resolve("copy.db");
        Backup.copy(from(), copy, clock);
        DatabaseAddress backup = DatabaseAddress.of("jdbc:sqlite:" + copy);
        List<DatabaseAddress> targets = List.of(
                StoreKind.POSTGRESQL.address(folder.resolve("first")),
                StoreKind.POSTGRESQL.address(folder.resolve("second")));
        Instant madeAt = clock.instant();
        clock.advance(Duration.ofHours(1));

        for (DatabaseAddress target : targets) {
            StoreMove.run(backup, target, clock);

            try (Database database = Database.open(target, clock)) {
                assertThat(database.restored()).contains(new Restored(madeAt, clock.instant()));
            }
        }
        assertThatThrownBy(() -> Database.open(backup, clock)).hasMessageContaining(" has been moved to ");
    }

    @Test
    void aMovedStoreIsNoRestoredOne() {
        begin();

        move();

        try (Database database = Database.open(to(), clock)) {
            assertThat(database.restored()).isEmpty();
        }
    }

    @Test
    void whatPostgresqlRefusesInATextIsReplaced() {
        begin();
        if (store == StoreKind.SQLITE) {
            in(
                    from(),
                    handle -> handle.execute(
                            "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES ('A', ?, '', 0)", "a\0b"));
        } else {
            in(
                    from(),
                    handle -> handle.execute(
                            "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES ('A', ?, '', 0)",
                            "a\uFFFDb"));
        }

        move();

        assertThat(texts(to(), "SELECT name FROM players")).containsExactly("a\uFFFDb");
    }

    @Test
    void whatOthersKeepBesideTheSourceStaysThere() {
        filled();
        Map<String, TableSum> before = RandomRows.sums(from());
        in(from(), handle -> handle.execute("CREATE TABLE theirs (price NUMERIC)"));

        move();

        assertThat(RandomRows.sums(to())).isEqualTo(before);
    }

    @Test
    void aServerThatDoesNotAnswerMayBeTriedAgain() {
        DatabaseAddress away = new DatabaseAddress("jdbc:postgresql://127.0.0.1:1/herald", "herald", null);
        DatabaseAddress file = DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("new.db"));

        assertThatThrownBy(() -> StoreMove.run(away, file, clock))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        refused -> assertThat(refused.isUnreachable()).isTrue())
                .hasMessageStartingWith("--from: ");
    }

    @Test
    void theDatabasesPasswordIsInNoSentence() {
        begin();
        DatabaseAddress guarded = new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + PostgresServer.get().port() + "/postgres",
                PostgresServer.USER_WITH_PASSWORD,
                "not the password");
        DatabaseAddress file = StoreKind.SQLITE.address(folder.resolve("file.db"));
        Database.open(file, clock).close();

        assertThatThrownBy(() -> StoreMove.run(file, guarded, clock))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("database.password: ")
                .hasMessageNotContainingAny("not the password");
    }
}
