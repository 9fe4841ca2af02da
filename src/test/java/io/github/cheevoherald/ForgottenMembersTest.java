package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.privacy.ForgottenList;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.PersonalTraces;
import io.github.cheevoherald.store.StoreKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Forgetting somebody about whom every table holds something, whatever has become of their announcements. */
@OnBothStores
final class ForgottenMembersTest {
    private static final Personal ANN = Personal.ANN;
    private static final Personal BEN = Personal.BEN;

    @Parameter
    StoreKind store;

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private DatabaseAddress address;
    private Storage storage;

    @BeforeEach
    void fill() {
        address = store.address(folder.resolve("herald.db"));
        storage = new Storage(address, clock);
        storage.database.useTransaction(handle -> {
            ANN.store(handle);
            BEN.store(handle);
            for (List<Personal> people : List.of(List.of(ANN), List.of(ANN, BEN), List.of(BEN))) {
                for (Announcement announcement : Personal.announcements(people)) {
                    storage.outbox.add(handle, Personal.SERVER, announcement, clock.instant());
                    inEveryState(handle);
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        storage.close();
        // On PostgreSQL the list has no database's file to be beside.
        Files.deleteIfExists(address.fileFor(ForgottenList.NAME));
    }

    /** Copies the latest row, which waits, into every other state in which it can be. */
    private void inEveryState(Handle handle) {
        String columns = "guild_id, kind, sort_at, created_at_ms, next_attempt_at_ms, unlocks, player_ulid";
        long latest = handle.createQuery("SELECT MAX(entry_id) FROM outbox")
                .mapTo(Long.class)
                .one();
        boolean ofAnn = handle.createQuery("SELECT payload FROM outbox WHERE entry_id = ?")
                .bind(0, latest)
                .mapTo(String.class)
                .one()
                .contains(ANN.ulid());
        String withdrawn = ofAnn ? ANN.ulid() : BEN.ulid();
        for (String state : List.of(
                "'pending', payload, NULL, NULL",
                "'sending', payload, NULL, NULL",
                "'sending', payload, '" + BEN.ulid() + "', NULL",
                "'sending', payload, NULL, 'AUTOMOD'",
                "'sent', payload, NULL, NULL",
                "'dropped', payload, '" + withdrawn + "', NULL",
                "'dropped', payload, NULL, 'FORM'")) {
            handle.createUpdate("INSERT INTO outbox (payload, problem, picture, form, channel_id, " + columns
                            + ", state, content, withdrawn, refused_by, nonce, first_tried_at_ms, settled_at_ms)"
                            + " SELECT payload, :problem, :picture, 'cards', 10, " + columns + ", " + state
                            + ", :nonce, 5, CASE WHEN :settled THEN 5 END FROM outbox WHERE entry_id = :entry")
                    .bind("problem", "refused: " + ANN.name())
                    .bind("picture", ANN.name().getBytes(StandardCharsets.UTF_8))
                    .bind("nonce", String.valueOf(nonces++))
                    .bind("settled", !state.contains("ing'"))
                    .bind("entry", latest)
                    .execute();
        }
    }

    private int nonces;

    private List<String> traces(Personal person) {
        return PersonalTraces.in(storage.database.writerDataSource(), person.texts());
    }

    private long count(String what) {
        return storage.database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + what)
                .mapTo(Long.class)
                .one());
    }

    @Test
    void nothingIsLeftInAnyColumnOfAnyTableAndNobodyElseLosesAnything() {
        storage.database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET problem = NULL, picture = NULL" + " WHERE payload NOT LIKE '%" + ANN.ulid() + "%'"));
        assertThat(traces(ANN)).isNotEmpty();
        long ofBen = count("outbox WHERE payload LIKE '%" + BEN.ulid() + "%'");

        assertThat(storage.forgetting.forget(ANN.member())).isTrue();

        assertThat(traces(ANN)).isEmpty();
        assertThat(count("outbox WHERE payload LIKE '%" + BEN.ulid() + "%'"))
                .as("marked ones about Ben, whose link ended, and Ann are about nobody")
                .isEqualTo(ofBen - 4);
        for (String table : List.of(
                "players",
                "registrations",
                "noted_registrations",
                "silences",
                "former_players",
                "poll_schedule",
                "ledger",
                "held_twins",
                "award_ledger",
                "award_links",
                "game_interests",
                "interest_reads",
                "sitting_games",
                "score_reads",
                "scores")) {
            assertThat(count(table)).as(table).isEqualTo(1);
        }
        assertThat(storage.forgetting.forget(ANN.member())).isFalse();
    }

    @Test
    void whatWaitsForOthersTooGoesOnAndWhatMayBePostedIsOnlyLookedFor() {
        String ofBen = "outbox WHERE payload LIKE '%" + BEN.ulid() + "%' AND ";
        long pending = count(ofBen + "state = 'pending'");
        long sending = count(ofBen + "state = 'sending' AND withdrawn IS NULL");

        storage.forgetting.forget(ANN.member());

        assertThat(count(ofBen + "state = 'pending'")).isEqualTo(pending);
        assertThat(count(ofBen + "state = 'sending' AND (withdrawn IS NULL OR withdrawn = '')"))
                .isEqualTo(sending);
        // Five kinds that also concern Ben, in doubt and refused in doubt, and events, which go on without anybody.
        assertThat(count("outbox WHERE state = 'sending' AND withdrawn = '' AND content IS NULL AND nonce IS NOT NULL"))
                .isEqualTo(5 * 2 + 2);
        assertThat(count("outbox WHERE payload = '{}' AND state <> 'dropped'")).isZero();
    }

    @Test
    void aRestoredBackupDoesNotBringThemBack() throws IOException {
        Path copy = folder.resolve("copy.db");
        Backup.copy(address, copy, clock);
        storage.forgetting.forget(ANN.member());
        DatabaseAddress restored = DatabaseAddress.of("jdbc:sqlite:" + copy);
        Files.copy(address.fileFor(ForgottenList.NAME), restored.fileFor(ForgottenList.NAME));
        assertThat(Files.readString(restored.fileFor(ForgottenList.NAME)))
                .doesNotContain(ANN.texts())
                .doesNotContainIgnoringCase(ANN.ulid());

        try (Storage again = new Storage(restored, clock)) {
            assertThat(PersonalTraces.in(again.database.writerDataSource(), ANN.ulid(), Long.toString(ANN.member())))
                    .isEmpty();
            assertThat(PersonalTraces.in(again.database.writerDataSource(), BEN.ulid()))
                    .isNotEmpty();
            again.database.useTransaction(ANN::store);
        }
        // Whoever registered again since is in a later backup, and stays.
        try (Storage later = new Storage(restored, clock)) {
            assertThat(PersonalTraces.in(later.database.writerDataSource(), ANN.ulid()))
                    .isNotEmpty();
        }
    }

    @Test
    void aRequestThatTheDatabaseRefusedIsTakenBack() {
        storage.database.useTransaction(handle -> store.trigger(
                handle, "disk_full", "BEFORE DELETE ON ledger FOR EACH ROW", store.refusing("disk full")));

        assertThatThrownBy(() -> storage.forgetting.forget(ANN.member())).hasStackTraceContaining("disk full");
        storage.database.useTransaction(handle -> store.dropTrigger(handle, "disk_full", "ledger"));
        storage.close();
        storage = new Storage(address, clock);

        assertThat(traces(ANN)).anyMatch(trace -> trace.startsWith("registrations."));
    }
}
