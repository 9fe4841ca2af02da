package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.players.HiddenGames;
import io.github.cheevoherald.players.HiddenGames.HiddenGame;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A member who hides a game isn't named in announcements of any kind about it. */
@OnBothStores
final class HiddenInEveryKindTest {
    private static final HiddenGame GAME = new HiddenGame(1, "Game");

    @Parameter
    StoreKind store;

    private final MutableClock clock = MutableClock.at("2026-03-01T11:00:00Z");
    private Storage storage;
    private HiddenGames games;

    @BeforeEach
    void open(@TempDir Path folder) {
        storage = new Storage(store.address(folder.resolve("herald.db")), clock);
        games = new HiddenGames(storage.database, storage.linkChanges, clock);
        storage.database.useTransaction(handle -> {
            Personal.ANN.store(handle);
            Personal.BEN.store(handle);
        });
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void addAll() {
        storage.database.useTransaction(handle -> {
            for (List<Personal> people : List.of(List.of(Personal.ANN), List.of(Personal.ANN, Personal.BEN))) {
                for (Announcement announcement : Personal.announcements(people)) {
                    storage.outbox.add(handle, Personal.SERVER, announcement, clock.instant());
                }
            }
        });
    }

    private List<String> waitingWith(String text) {
        return storage.database.read(handle -> handle.createQuery(
                        "SELECT kind FROM outbox WHERE payload LIKE ?" + " AND state = 'pending' ORDER BY kind")
                .bind(0, "%" + text + "%")
                .mapTo(String.class)
                .list());
    }

    @Test
    void nothingOfAHiddenGameIsAdded() {
        games.hide(Personal.SERVER, Personal.ANN.member(), GAME);
        addAll();

        assertThat(waitingWith(Personal.ANN.ulid())).isEmpty();
        assertThat(waitingWith(Personal.BEN.ulid()))
                .containsExactly("awards", "events", "leaderboards", "sets", "unlocks");
        assertThat(waitingWith("")).as("and an event that nobody has").hasSize(6);
    }

    @Test
    void whatWaitsOfAHiddenGameIsTakenOut() {
        addAll();
        assertThat(waitingWith(Personal.ANN.ulid())).hasSize(10);

        games.hide(Personal.SERVER, Personal.ANN.member(), GAME);

        assertThat(waitingWith(Personal.ANN.ulid())).isEmpty();
        assertThat(waitingWith(Personal.BEN.ulid()))
                .containsExactly("awards", "events", "leaderboards", "sets", "unlocks");
    }

    @Test
    void anotherGameHidesNothing() {
        addAll();
        games.hide(Personal.SERVER, Personal.ANN.member(), new HiddenGame(11, "Another"));
        addAll();

        assertThat(waitingWith(Personal.ANN.ulid())).hasSize(20);
    }

    @Test
    void whatIsDatedAfterAGameIsShownAgainIsAnnounced() {
        games.hide(Personal.SERVER, Personal.ANN.member(), GAME);
        clock.advance(Duration.ofMinutes(1));
        games.show(Personal.SERVER, Personal.ANN.member(), GAME.gameId());
        addAll();

        assertThat(waitingWith(Personal.ANN.ulid())).hasSize(10);
    }
}
