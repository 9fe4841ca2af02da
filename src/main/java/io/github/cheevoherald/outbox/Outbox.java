package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** What must reach Discord, a row for each message once it is rendered, and how far each is. */
public final class Outbox {
    static final String WAITING = "state IN ('pending', 'sending')";
    private static final String SETTLED = "state NOT IN ('pending', 'sending')";

    /** The longest time from one attempt to the next. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(1);

    private final Database database;

    /** Keeps its rows in the given database. */
    public Outbox(Database database) {
        this.database = database;
    }

    /** Whether a failure is the database's own, which has logged it: whoever failed tries again later. */
    public static boolean isOutage(Throwable failure) {
        return Database.isOutage(failure);
    }

    /**
     * Brings stored times to this process's own, once before anything is sent. The process before may have counted by a
     * clock that was ahead: what it added or settled did not happen later than now, and what was added keeps its order.
     */
    public void adoptTime(Instant now) {
        long millis = now.toEpochMilli();
        database.useTransaction(handle -> {
            handle.execute(
                    "UPDATE outbox SET created_at_ms = ? - place.later FROM"
                            + " (SELECT entry_id, DENSE_RANK() OVER (ORDER BY created_at_ms DESC) - 1 AS later"
                            + " FROM outbox WHERE created_at_ms > ? AND " + WAITING + ") AS place"
                            + " WHERE place.entry_id = outbox.entry_id",
                    millis,
                    millis);
            handle.execute(
                    "UPDATE outbox SET settled_at_ms = ? WHERE settled_at_ms > ? AND " + SETTLED, millis, millis);
            handle.execute("UPDATE outbox SET withdrawn_at_ms = ? WHERE withdrawn_at_ms > ?", millis, millis);
            adoptAttempts(handle, "refused_by IS NULL", now.plus(LONGEST_DELAY));
            adoptAttempts(handle, "refused_by IS NOT NULL", now.plus(SetAside.LONGEST));
        });
    }

    private static void adoptAttempts(Handle handle, String which, Instant latest) {
        handle.execute(
                "UPDATE outbox SET next_attempt_at_ms = ? WHERE next_attempt_at_ms > ? AND " + which + " AND "
                        + WAITING,
                latest.toEpochMilli(),
                latest.toEpochMilli());
    }

    /** Adds an announcement for a server's feed, in the transaction that records what it announces. */
    public void add(Handle handle, long guildId, Announcement announcement, Instant now) {
        LargeRows.pieces(announcement).forEach(piece -> OutboxRows.insert(handle, guildId, piece, now));
    }

    /** Divides rows of an earlier version that are larger than any row is now. */
    public void divideLargeRows() {
        LargeRows.divide(database);
    }

    /** Servers for which something waits, whether or not it is time to try it. */
    public List<Long> waitingGuilds() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT guild_id FROM outbox WHERE " + WAITING)
                .mapTo(Long.class)
                .list());
    }

    /** The entry of a server that goes next: one that was tried already, else the one with the oldest unlock. */
    public Optional<OutboxEntry> next(long guildId) {
        return database.read(handle -> OutboxOrder.next(handle, guildId));
    }

    /**
     * What waits for a server and was neither tried nor rendered, oldest unlock first, up to what was: that keeps its
     * place between what is older and what is newer. One entry at least, and else not more unlocks than that.
     */
    public List<OutboxEntry> untouched(long guildId, int mostUnlocks) {
        return database.read(handle -> OutboxOrder.untouched(handle, guildId, mostUnlocks));
    }

    /** News of a few unlocks, added since then, of a player of whom nothing older waits for that server. */
    public Optional<OutboxEntry> news(long guildId, int mostUnlocks, Instant since) {
        return database.read(handle -> OutboxOrder.news(handle, guildId, mostUnlocks, since));
    }

    /** The date before which entries that follow each other may announce things: of what goes next after them. */
    public long nextDate(List<OutboxEntry> entries) {
        return database.read(handle -> OutboxOrder.nextDate(handle, entries));
    }

    /** Puts another announcement in the place of one that was never tried; it is rendered anew. */
    public void replaced(long entryId, Announcement announcement) {
        database.useTransaction(handle -> handle.createUpdate("""
                        UPDATE outbox SET payload = :payload, sort_at = :sort, content = NULL, nonce = NULL, listed = 0,
                            unlocks = :unlocks, player_ulid = :ulid
                        WHERE entry_id = :entry AND state = 'pending'
                        """)
                .bind("payload", OutboxRows.write(announcement))
                .bind("sort", announcement.oldest())
                .bind("unlocks", announcement.count())
                .bind("ulid", announcement.ulid())
                .bind("entry", entryId)
                .execute());
    }

    /** When the copy was made that this database was restored from, if it was, and when it was first started on. */
    public Optional<FromCopy> fromCopy() {
        return database.restored().map(restored -> new FromCopy(restored.madeAt(), restored.startedAt()));
    }

    /**
     * A database that began as a copy: between these times another one told channels what this one does not know of.
     *
     * @param madeAt when the copy was made
     * @param startedAt when the bot was first started on it
     */
    public record FromCopy(Instant madeAt, Instant startedAt) {}

    /** The newest message that we know stands in a channel; 0 when we know of none. */
    public long newestSent(long channelId) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COALESCE(MAX(message_id), 0) FROM outbox WHERE channel_id = ? AND state = 'sent'")
                .bind(0, channelId)
                .mapTo(Long.class)
                .one());
    }

    /** When the messages of lists that were posted to a server since the given time were settled, oldest first. */
    public List<Instant> listsSentSince(long guildId, Instant time) {
        return database.read(handle -> handle.createQuery("SELECT settled_at_ms FROM outbox WHERE settled_at_ms > ?"
                        + " AND guild_id = ? AND listed = 1 AND state = 'sent' AND " + SETTLED
                        + " ORDER BY settled_at_ms")
                .bind(0, time.toEpochMilli())
                .bind(1, guildId)
                .mapTo(Long.class)
                .map(Instant::ofEpochMilli)
                .list());
    }

    /**
     * Shows what was ever added for a server about a player, and still waits or was settled since the given time,
     * whatever became of it, except what was withdrawn with an earlier link; one after the other, since it may be much.
     */
    public void eachAdded(
            Handle handle, long guildId, String ulid, Instant settledSince, Consumer<Announcement> consumer) {
        String about =
                " AND (player_ulid = :ulid OR (player_ulid IS NULL AND payload LIKE '%\"ulid\":\"' || :ulid || '\"%'))";
        handle.createQuery("SELECT payload FROM outbox WHERE guild_id = :guild AND " + WAITING + about
                        + " UNION ALL SELECT payload FROM outbox WHERE guild_id = :guild AND settled_at_ms >= :since AND "
                        + SETTLED + " AND NOT (state = 'dropped' AND withdrawn IS NOT NULL)" + about)
                .bind("guild", guildId)
                .bind("ulid", ulid)
                .bind("since", settledSince.toEpochMilli())
                .map((row, context) -> OutboxRows.read(row.getString(1)))
                .forEach(consumer);
    }

    /**
     * Puts the messages that an entry was rendered to in its place, in order; returns the first of them, or nothing
     * when the entry was given up meanwhile.
     */
    public Optional<OutboxEntry> rendered(OutboxEntry entry, List<Message> messages) {
        return rendered(List.of(entry), messages, Map.of());
    }

    /**
     * Puts messages in the place of several entries, none of which was tried; returns the first message, or nothing
     * when one of the entries was given up meanwhile.
     *
     * @param left what the messages do not announce of an entry: it stays, in its own place
     */
    public Optional<OutboxEntry> rendered(
            List<OutboxEntry> entries, List<Message> messages, Map<OutboxEntry, Announcement> left) {
        OutboxEntry first = entries.get(0);
        return database.inTransaction(handle -> {
            if (entries.stream()
                            .filter(entry -> Withdrawal.finished(handle, entry.id()))
                            .count()
                    > 0) {
                return Optional.empty();
            }
            for (OutboxEntry replaced : entries) {
                if (handle.execute("DELETE FROM outbox WHERE entry_id = ? AND " + WAITING, replaced.id()) == 0) {
                    handle.rollback();
                    return Optional.empty();
                }
            }
            messages.forEach(message -> OutboxRows.insert(handle, first.guildId(), message, first.createdAt()));
            left.forEach((entry, rest) -> OutboxRows.insert(handle, entry.guildId(), rest, entry.createdAt()));
            return handle.createQuery("SELECT * FROM outbox WHERE nonce = ?")
                    .bind(0, messages.get(0).nonce())
                    .map(OutboxRows::entry)
                    .findOne();
        });
    }

    /**
     * Puts messages exactly where a rendered one was, before all that came behind it; nothing happens when that was given
     * up meanwhile.
     */
    public void inPlaceOf(OutboxEntry entry, List<Message> messages) {
        database.useTransaction(handle -> {
            Optional<OutboxPlace> place = OutboxPlace.of(handle, entry);
            if (place.isEmpty() || Withdrawal.finished(handle, entry.id())) {
                return;
            }
            handle.execute("DELETE FROM outbox WHERE entry_id = ?", entry.id());
            for (int i = 0; i < messages.size(); i++) {
                OutboxRows.insert(handle, entry.guildId(), messages.get(i), entry.createdAt());
                place.get().take(handle, messages.get(i), i, messages.size());
            }
        });
    }

    /**
     * Notes, before anything is sent, that the entry may be posted from now on; false when it was given up or withdrawn
     * meanwhile and must not be sent. An entry that was tried before must be known not to be posted.
     */
    public boolean sending(long entryId, long channelId, Instant now) {
        return database.inTransaction(handle -> {
            int noted = handle.createUpdate("""
                            UPDATE outbox SET state = 'sending', channel_id = :channel, attempts = attempts + 1,
                                first_tried_at_ms = COALESCE(first_tried_at_ms, :now)
                            WHERE entry_id = :entry AND withdrawn IS NULL AND
                            """ + WAITING)
                    .bind("channel", channelId)
                    .bind("now", now.toEpochMilli())
                    .bind("entry", entryId)
                    .execute();
            if (noted == 0) {
                Withdrawal.finished(handle, entryId);
            }
            return noted > 0;
        });
    }

    /**
     * Notes that Discord took the message; {@code also} runs in the same transaction.
     *
     * @param messageId 0 when somebody has deleted it since
     */
    public void sent(long entryId, long messageId, Instant now, Consumer<Handle> also) {
        database.useTransaction(handle -> {
            handle.execute(
                    "UPDATE outbox SET state = 'sent', message_id = NULLIF(?, 0), settled_at_ms = ?, problem = NULL,"
                            + " refused_by = NULL WHERE entry_id = ?",
                    messageId,
                    now.toEpochMilli(),
                    entryId);
            also.accept(handle);
        });
    }

    /** Notes that the message is surely not posted: it waits as if never tried. */
    public void notSent(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> {
            if (Withdrawal.finished(handle, entryId)) {
                return;
            }
            handle.createUpdate("""
                            UPDATE outbox SET state = 'pending', channel_id = NULL, first_tried_at_ms = NULL,
                                problem = :problem, next_attempt_at_ms = :next
                            WHERE entry_id = :entry AND
                            """ + WAITING)
                    .bind("problem", problem)
                    .bind("next", nextAttemptAt.toEpochMilli())
                    .bind("entry", entryId)
                    .execute();
        });
    }

    /** Notes that nobody knows whether the message is posted: it is tried again with the same nonce. */
    public void unknown(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET problem = ?, next_attempt_at_ms = ? WHERE entry_id = ?",
                problem,
                nextAttemptAt.toEpochMilli(),
                entryId));
    }

    /** What Discord refused of a server's announcements. */
    public SetAside setAside() {
        return new SetAside(database);
    }

    /** Gives an entry up. */
    public void drop(long entryId, String problem, Instant now) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, refused_by = NULL WHERE entry_id = ?",
                problem,
                now.toEpochMilli(),
                entryId));
    }

    /** How many entries wait for a server. */
    public int waiting(long guildId) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM outbox WHERE guild_id = ? AND " + WAITING)
                        .bind(0, guildId)
                        .mapTo(Integer.class)
                        .one());
    }

    /** How many unlocks wait for a server, in whatever number of entries. */
    public int waitingUnlocks(long guildId) {
        return database.read(handle -> waitingUnlocks(handle, guildId));
    }

    /** What waits for a server, and why as far as its rows say. */
    public Backlog backlog(long guildId) {
        return database.read(handle -> Backlog.of(handle, guildId, waitingUnlocks(handle, guildId)));
    }

    /** When the latest announcement that stands in a channel was posted there. */
    public Optional<Instant> lastSent(long channelId) {
        return database.read(handle -> handle.createQuery("SELECT settled_at_ms FROM outbox WHERE channel_id = ?"
                        + " AND state = 'sent' AND message_id IS NOT NULL ORDER BY message_id DESC LIMIT 1")
                .bind(0, channelId)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
    }

    private static int waitingUnlocks(Handle handle, long guildId) {
        return handle.createQuery("SELECT COALESCE(SUM(unlocks), 0) FROM outbox WHERE guild_id = ? AND " + WAITING)
                .bind(0, guildId)
                .mapTo(Integer.class)
                .one();
    }

    /** Makes everything that waits for a server due at once. */
    public void tryAtOnce(long guildId) {
        database.useTransaction(handle ->
                handle.execute("UPDATE outbox SET next_attempt_at_ms = 0 WHERE guild_id = ? AND " + WAITING, guildId));
    }

    /** Gives up everything that waits for a server, inside the caller's transaction; returns how many unlocks. */
    public int dropAll(Handle handle, long guildId, String problem, Instant now) {
        int unlocks = waitingUnlocks(handle, guildId);
        handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, refused_by = NULL WHERE guild_id = ? AND "
                        + WAITING,
                problem,
                now.toEpochMilli(),
                guildId);
        return unlocks;
    }

    /** Gives up what has waited for a server since before the given time, and returns how many entries that were. */
    public int dropOlderThan(long guildId, Instant createdBefore, Instant now) {
        return database.inTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = 'waited too long', settled_at_ms = ?"
                        + " WHERE guild_id = ? AND created_at_ms < ? AND " + WAITING,
                now.toEpochMilli(),
                guildId,
                createdBefore.toEpochMilli()));
    }

    /** Forgets what was settled before the given time. */
    public int forgetSettledBefore(Instant time) {
        return database.inTransaction(handle ->
                handle.execute("DELETE FROM outbox WHERE settled_at_ms < ? AND " + SETTLED, time.toEpochMilli()));
    }

    /** The oldest entries that wait, for an operator's eyes. */
    public List<OutboxEntry> waiting(int most) {
        return database.read(handle -> handle.createQuery("SELECT * FROM outbox WHERE " + WAITING
                        + " ORDER BY guild_id, kind, sort_at, created_at_ms, part_at, entry_id LIMIT ?")
                .bind(0, most)
                .map(OutboxRows::entry)
                .list());
    }

    /** One Discord message: what it announces, how it looks, its nonce, and whether it is a message of a list. */
    public record Message(Announcement announcement, String content, String nonce, boolean listed) {}

    /** How long settled entries are kept, so that a look at the past finds them. */
    public static final Duration KEPT = Duration.ofDays(30);
}
