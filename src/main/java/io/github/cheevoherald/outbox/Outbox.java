package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Holds everything that must reach Discord: a row for each message once it is rendered, with its state. */
public final class Outbox {
    /** The longest time from one attempt to the next. */
    public static final Duration MAX_DELAY = Duration.ofMinutes(1);

    /** After this time Discord has acted on a request, or never will. */
    public static final Duration UNDER_WAY = Duration.ofMinutes(10);

    static final String WAITING = "state IN ('pending', 'sending')";
    static final String SETTLED = "state NOT IN ('pending', 'sending')";

    private final Database database;
    private final Discretion discretion;
    private final OutboxRows rows;
    private final OutboxQueue queue;
    private final Withdrawal withdrawal;
    private final RenderedRows rendered;
    private final Filters filters;

    /** Keeps its rows in the given database; they hold announcements of the given kinds. Nobody hides anything. */
    public Outbox(Database database, StoredKind... kinds) {
        this(database, (handle, guildId) -> LeftOut.NOBODY, kinds);
    }

    /** As above, and adds nothing that the members of a server don't want announced there. */
    public Outbox(Database database, Discretion discretion, StoredKind... kinds) {
        this.database = database;
        this.discretion = discretion;
        this.rows = new OutboxRows(List.of(kinds));
        this.queue = new OutboxQueue(rows);
        this.withdrawal = new Withdrawal(rows);
        this.rendered = new RenderedRows(rows, withdrawal);
        this.filters = new Filters(database, rows);
    }

    /** Whether a failure is the database's own, which has logged it: the caller tries again later. */
    public static boolean isOutage(Throwable failure) {
        return Database.isOutage(failure);
    }

    /** Why the database failed, in its own words and in one line. */
    public static String reasonOf(Throwable failure) {
        return StoreException.reason(failure);
    }

    /**
     * Moves stored times that lie in the future to now; added entries keep their order. Call it once before anything is
     * sent, since the process before may have used a clock that was ahead.
     */
    public void adoptTime(Instant now) {
        StoredTimes.adopt(database, now);
    }

    /**
     * Adds an announcement for a server, in the transaction that records what it announces, without what the server's
     * filter leaves out.
     */
    public void add(Handle handle, long guildId, Announcement announcement, Instant now) {
        Filter filter = filters.of(handle, new FeedKey(guildId, announcement.kind()));
        announcement
                .without(discretion.in(handle, guildId))
                .flatMap(wanted -> wanted.only(item -> filter.lets(item.properties())))
                .map(LargeRows::pieces)
                .ifPresent(pieces -> pieces.forEach(piece -> rows.insert(handle, guildId, piece, now)));
    }

    /** The servers' filters. */
    public Filters filters() {
        return filters;
    }

    /** Divides rows of an earlier version that are larger than rows may be now. */
    public void divideLargeRows() {
        new LargeRows(rows).divide(database);
    }

    /** Servers with a backlog, whether or not it is time to try anything of it. */
    public List<Long> waitingGuilds() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT guild_id FROM outbox WHERE " + WAITING)
                .mapTo(Long.class)
                .list());
    }

    /** Feeds with a backlog, whether or not it is time to try anything of it. */
    public List<FeedKey> waitingFeeds() {
        return database.read(handle -> handle.createQuery("SELECT DISTINCT guild_id, kind FROM outbox WHERE " + WAITING)
                .map((row, context) -> new FeedKey(row.getLong(1), row.getString(2)))
                .list());
    }

    /** The feed's next entry: one that was tried already, else the one with the oldest item. */
    public Optional<OutboxEntry> next(FeedKey feed) {
        return database.read(handle -> queue.next(handle, feed));
    }

    /**
     * The feed's entries that are neither tried nor rendered, oldest item first, up to the first that is: that one keeps
     * its place between older and newer ones. At least one entry, and otherwise not more than {@code maxItems} items.
     */
    public List<OutboxEntry> untouched(FeedKey feed, int maxItems) {
        return database.read(handle -> queue.untouched(handle, feed, maxItems));
    }

    /** An entry of a few items, added since then, about a player who has nothing older in the feed's backlog. */
    public Optional<OutboxEntry> news(FeedKey feed, int maxItems, Instant since) {
        return database.read(handle -> queue.news(handle, feed, maxItems, since));
    }

    /** The latest date that consecutive entries may announce: that of the entry behind them. */
    public long nextDate(List<OutboxEntry> entries) {
        return database.read(handle -> queue.nextDate(handle, entries));
    }

    /** Replaces the announcement of an entry that was never tried, to be rendered again. */
    public void replaced(long entryId, Announcement announcement) {
        database.useTransaction(handle -> rendered.unrendered(handle, entryId, announcement));
    }

    /** When the copy was made that this database was restored from, if it was, and when it was first started on. */
    public Optional<FromCopy> fromCopy() {
        return database.restored().map(restored -> new FromCopy(restored.madeAt(), restored.startedAt()));
    }

    /**
     * A database that began as a copy: between when that was made and the first start on it, another one posted
     * messages that this one has no record of.
     */
    public record FromCopy(Instant madeAt, Instant startedAt) {}

    /** Removes a player from a server's backlog, in the transaction that ends their link there. */
    public void withdraw(Handle handle, long guildId, String ulid, Instant now) {
        withdrawal.of(handle, guildId, ulid, 0, now);
    }

    /** What concerns single players. */
    public PlayerEntries ofPlayers() {
        return new PlayerEntries(rows, withdrawal);
    }

    /**
     * Replaces several entries, none of which was tried, by messages; returns the first message, or nothing when one of
     * the entries was dropped meanwhile.
     *
     * @param left the part of an entry that the messages do not announce: it keeps its place
     */
    public Optional<OutboxEntry> rendered(
            List<OutboxEntry> entries, List<Message> messages, Map<OutboxEntry, Announcement> left) {
        return database.inTransaction(handle -> rendered.replace(handle, entries, messages, left));
    }

    /**
     * Puts messages exactly where a rendered one was, before everything behind it; nothing happens when that one was
     * dropped meanwhile.
     */
    public void inPlaceOf(OutboxEntry entry, List<Message> messages) {
        database.useTransaction(handle -> rendered.inPlaceOf(handle, entry, messages));
    }

    /**
     * Records, before anything is sent, that the entry may be posted from now on; false when it was dropped or withdrawn
     * meanwhile and must not be sent. An entry that was tried before must be known not to be posted. If others remain in
     * a withdrawn one, it stays as it is while a request for it may be under way, since another message couldn't have
     * its nonce.
     */
    public boolean sending(long entryId, long channelId, Instant now) {
        return database.inTransaction(handle -> {
            int recorded = handle.execute("""
                            UPDATE outbox SET state = 'sending', channel_id = ?, attempts = attempts + 1,
                                first_tried_at_ms = COALESCE(first_tried_at_ms, ?)
                            WHERE entry_id = ? AND withdrawn IS NULL AND
                            """ + WAITING, channelId, now.toEpochMilli(), entryId);
            if (recorded == 0) {
                withdrawal.finish(handle, entryId, now.minus(UNDER_WAY));
            }
            return recorded > 0;
        });
    }

    /**
     * Records that Discord took the message, with the id 0 when somebody has deleted it since; {@code also} runs in the
     * same transaction.
     */
    public void sent(long entryId, long messageId, Instant now, Consumer<Handle> also) {
        database.useTransaction(handle -> {
            handle.execute(
                    "UPDATE outbox SET state = 'sent', message_id = NULLIF(?, 0), settled_at_ms = ?, problem = NULL, picture = NULL,"
                            + " refused_by = NULL WHERE entry_id = ? AND payload <> '{}'",
                    messageId,
                    now.toEpochMilli(),
                    entryId);
            also.accept(handle);
        });
    }

    /** Records that the message is certainly not posted: it goes back to the queue as if it had never been tried. */
    public void notSent(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> {
            if (withdrawal.finish(handle, entryId)) {
                return;
            }
            handle.execute("""
                            UPDATE outbox SET state = 'pending', channel_id = NULL, first_tried_at_ms = NULL,
                                problem = ?, next_attempt_at_ms = ?
                            WHERE entry_id = ? AND
                            """ + WAITING, problem, nextAttemptAt.toEpochMilli(), entryId);
        });
    }

    /** Records that nobody knows whether the message is posted: it is tried again with the same nonce. */
    public void unknown(long entryId, String problem, Instant nextAttemptAt) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET problem = ?, next_attempt_at_ms = ? WHERE entry_id = ?",
                problem,
                nextAttemptAt.toEpochMilli(),
                entryId));
    }

    /** Announcements that Discord refused for what they say. */
    public RefusedEntries refused() {
        return new RefusedEntries(database, rows, withdrawal);
    }

    /** Messages that were posted. */
    public PostedEntries posted() {
        return new PostedEntries(database, rows);
    }

    /** The messages' pictures. */
    public StoredPictures pictures() {
        return new StoredPictures(database);
    }

    /** Entries that are dropped in bulk or forgotten. */
    public OutboxCleanup cleanup() {
        return new OutboxCleanup(database);
    }

    /** Drops an entry. */
    public void drop(long entryId, String problem, Instant now) {
        database.useTransaction(handle -> handle.execute(
                "UPDATE outbox SET state = 'dropped', problem = ?, settled_at_ms = ?, refused_by = NULL, picture = NULL"
                        + " WHERE entry_id = ?",
                problem,
                now.toEpochMilli(),
                entryId));
    }

    /** How many entries of a server are not settled. */
    public int waiting(long guildId) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM outbox WHERE guild_id = ? AND " + WAITING)
                        .bind(0, guildId)
                        .mapTo(Integer.class)
                        .one());
    }

    /** How many items of a server are not settled, in whatever number of entries. */
    public int waitingItems(long guildId) {
        return database.read(handle -> OutboxCleanup.waitingItems(handle, guildId));
    }

    /** How many items of a feed are not settled, in whatever number of entries. */
    public int waitingItems(FeedKey feed) {
        return database.read(handle -> OutboxCleanup.waitingItems(handle, feed));
    }

    /** A feed's backlog, and what its rows say about why it is there. */
    public Backlog backlog(FeedKey feed) {
        return database.read(handle -> Backlog.of(handle, feed, queue.next(handle, feed)));
    }

    /** Makes everything that is not settled for a server due at once. */
    public void tryAtOnce(long guildId) {
        database.useTransaction(handle ->
                handle.execute("UPDATE outbox SET next_attempt_at_ms = 0 WHERE guild_id = ? AND " + WAITING, guildId));
    }

    /**
     * One Discord message: how it looks, as JSON, and whether it counts towards the number of list messages a minute.
     */
    public record Message(Announcement announcement, String content, String nonce, boolean listed, MessageForm form) {}
}
