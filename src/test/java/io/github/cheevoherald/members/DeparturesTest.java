package io.github.cheevoherald.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.discord.Membership;
import io.github.cheevoherald.players.LinkListener;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.players.RecordedLinks;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** How members who left are handled, on a real database with scripted answers. */
@OnBothStores
final class DeparturesTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final int MEMBERS = 30;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final Map<Long, Membership> answers = new HashMap<>();
    private final List<Long> asked = new ArrayList<>();
    private Database database;
    private Players players;
    private Departures departures;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, clock);
        LinkListener nothingWaits = new RecordedLinks();
        players = new Players(database, nothingWaits);
        departures = new Departures(
                new RestingLinks(database, nothingWaits, clock, clock),
                (guildId, userId) -> {
                    asked.add(userId);
                    return CompletableFuture.completedFuture(answers.getOrDefault(userId, Membership.LEFT));
                },
                Database::isOutage);
        LongStream.rangeClosed(1, MEMBERS).forEach(this::link);
        departures.settle(departures.among(SERVER, ulids()).join());
        asked.clear();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<String> ulids() {
        return LongStream.rangeClosed(1, MEMBERS).mapToObj(id -> "ULID" + id).toList();
    }

    private void link(long id) {
        database.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO players (player_id, ulid, name, picture, profile_at_ms) VALUES (?, ?, ?, '', 0)",
                    id,
                    "ULID" + id,
                    "Player" + id);
            handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, ?, 0)",
                    SERVER,
                    id,
                    id);
        });
    }

    private long resting() {
        return players.inGuild(SERVER).stream()
                .map(Registered::restingSince)
                .filter(since -> since != null)
                .count();
    }

    @Test
    void aRestingMemberIsCheckedOnceADay() {
        assertThat(resting()).isEqualTo(MEMBERS);
        assertThat(departures.among(SERVER, ulids()).join().isEmpty()).isTrue();
        departures.lookForReturns();

        assertThat(asked).isEmpty();
    }

    @Test
    void theDailyCheckIsBoundedAndContinuesNextTime() {
        clock.advance(Duration.ofDays(1));
        departures.lookForReturns();
        assertThat(asked).hasSize(20);

        departures.lookForReturns();
        departures.lookForReturns();
        assertThat(asked).hasSize(MEMBERS).doesNotHaveDuplicates();
    }

    @Test
    void theDailyCheckWakesReturningMembersAndEndsDeletedAccounts() {
        answers.put(1L, Membership.PRESENT);
        answers.put(2L, Membership.DELETED);
        answers.put(3L, Membership.UNKNOWN);
        clock.advance(Duration.ofDays(1));
        departures.lookForReturns();
        departures.lookForReturns();

        assertThat(players.ofMember(SERVER, 1)).map(Registered::restingSince).isEmpty();
        assertThat(players.ofMember(SERVER, 1)).isPresent();
        assertThat(players.ofMember(SERVER, 2)).isEmpty();
        assertThat(players.ofMember(SERVER, 3)).map(Registered::restingSince).isPresent();
        assertThat(resting()).isEqualTo(MEMBERS - 2);
    }

    @Test
    void afterThirtyDaysALinkEnds() {
        clock.advance(Duration.ofDays(30));
        departures.lookForReturns();
        departures.lookForReturns();

        assertThat(players.inGuild(SERVER)).isEmpty();
    }

    @Test
    void whoCameBackWhileTheBotWasAwayForLongKeepsTheirLink() {
        answers.put(1L, Membership.PRESENT);
        answers.put((long) MEMBERS, Membership.PRESENT);
        answers.put(3L, Membership.UNKNOWN);
        clock.advance(Duration.ofDays(31));
        departures.lookForReturns();
        departures.lookForReturns();

        assertThat(players.inGuild(SERVER)).hasSize(3);
        assertThat(resting()).isEqualTo(1);
    }

    @Test
    void usingTheBotWakesTheMembersLink() {
        departures.seen(SERVER, 7);
        departures.seen(SERVER, 1_000);

        assertThat(resting()).isEqualTo(MEMBERS - 1);
        assertThat(players.ofMember(SERVER, 7)).map(Registered::restingSince).isEmpty();
    }
}
