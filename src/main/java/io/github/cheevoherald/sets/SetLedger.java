package io.github.cheevoherald.sets;

import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Everything about sets that is decided, and how far the site's lists were read. */
final class SetLedger {
    /** Rows of about the same moment may appear in another order than that of their numbers. */
    private static final int OVERLAP = 20;

    private final Database database;

    SetLedger(Database database) {
        this.database = database;
    }

    /** What was looked at. */
    enum SiteList {
        CLAIMS,
        VERSIONS,
        /** The versions, at the first look of all: whatever isn't newer than the newest row of then is old. */
        FIRST_VERSIONS
    }

    /**
     * A complete look.
     *
     * @param at when it began, by the site's clock, or what is still open came before it
     * @param lastId about every row up to this one everything is decided
     */
    record Look(Instant at, long lastId) {
        /** Whether a row is so old that nothing about it can be open. */
        boolean isBehind(long id) {
            return id <= lastId - OVERLAP;
        }
    }

    /** Since when somebody wants to hear of sets: a player in a server that has turned the kind on. Empty if nobody does. */
    Optional<Instant> wantedSince() {
        String since = "CASE WHEN r.registered_at > f.begun_at THEN r.registered_at ELSE f.begun_at END";
        return database.read(handle -> handle.createQuery("SELECT " + since + " AS since " + Players.ANNOUNCED_LINKS
                        + " AND f.kind = 'sets' AND f.begun_at IS NOT NULL ORDER BY since LIMIT 1")
                .mapTo(Long.class)
                .map(Instant::ofEpochSecond)
                .findOne());
    }

    Optional<Look> lastLook(SiteList list) {
        return database.read(handle -> handle.createQuery("SELECT looked_at, last_id FROM set_looks WHERE list = ?")
                .bind(0, list.name())
                .map((row, context) -> new Look(Instant.ofEpochSecond(row.getLong(1)), row.getLong(2)))
                .findOne());
    }

    void looked(SiteList list, Look look) {
        database.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO set_looks (list, looked_at, last_id) VALUES (:list, :at, :last)
                        ON CONFLICT (list) DO UPDATE SET looked_at = excluded.looked_at, last_id = excluded.last_id
                        """)
                .bind("list", list.name())
                .bind("at", look.at().getEpochSecond())
                .bind("last", look.lastId())
                .execute());
    }

    /** Forgets how far the lists were read, so that they are not read back over the time nobody wanted them. */
    void forgetLooks() {
        database.useTransaction(handle -> handle.execute("DELETE FROM set_looks"));
    }

    /** Forgets all about the versions, whose numbers the site gives to others now. */
    void forgetVersions() {
        database.useTransaction(handle -> {
            handle.execute("DELETE FROM set_looks WHERE list <> ?", SiteList.CLAIMS.name());
            handle.execute("DELETE FROM set_versions");
        });
    }

    boolean hasLooks() {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM set_looks)")
                .mapTo(Boolean.class)
                .one());
    }

    boolean knows(CompletedWork work) {
        return database.read(handle -> knows(handle, work));
    }

    boolean knowsVersion(long id) {
        return database.read(
                handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM set_versions WHERE version_id = ?)")
                        .bind(0, id)
                        .mapTo(Boolean.class)
                        .one());
    }

    private static boolean knows(Handle handle, CompletedWork work) {
        long together = CompletedWork.TOGETHER.toSeconds();
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM set_claims WHERE game_id = :game AND revision = :revision
                            AND finished_at BETWEEN :finished - :together AND :finished + :together)
                        """)
                .bind("game", work.gameId())
                .bind("revision", work.revision() ? 1 : 0)
                .bind("finished", work.finishedAt().getEpochSecond())
                .bind("together", together)
                .mapTo(Boolean.class)
                .one();
    }

    /** Records that everything about a change is decided, in the transaction that announces it; false if it was before. */
    boolean add(Handle handle, SetChange change) {
        boolean isNewVersion =
                change.version() != null && addVersion(handle, change.version().id());
        return change.work() == null ? isNewVersion : addWork(handle, change.work());
    }

    private static boolean addVersion(Handle handle, long id) {
        return handle.execute(
                        "INSERT INTO set_versions (version_id) VALUES (?) ON CONFLICT (version_id) DO NOTHING", id)
                > 0;
    }

    private static boolean addWork(Handle handle, CompletedWork work) {
        return !knows(handle, work)
                && handle.execute(
                                """
                                INSERT INTO set_claims (game_id, revision, finished_at) VALUES (?, ?, ?)
                                ON CONFLICT (game_id, revision, finished_at) DO NOTHING
                                """,
                                work.gameId(),
                                work.revision() ? 1 : 0,
                                work.finishedAt().getEpochSecond())
                        > 0;
    }
}
