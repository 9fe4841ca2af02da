package io.github.cheevoherald.outbox;

import io.github.cheevoherald.outbox.OutboxEntry.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Everything in the outbox that concerns a single player. Works inside its callers' transactions. */
public final class PlayerEntries {
    private final OutboxRows rows;
    private final Withdrawal withdrawal;

    PlayerEntries(OutboxRows rows, Withdrawal withdrawal) {
        this.rows = rows;
        this.withdrawal = withdrawal;
    }

    /**
     * Passes on, one by one since there may be many, a server's announcements about a player that aren't settled, or
     * were settled since the given time, whatever the result; except those withdrawn with an earlier link.
     */
    public void eachAdded(
            Handle handle, long guildId, String ulid, Instant settledSince, Consumer<Announcement> consumer) {
        String about =
                " AND (player_ulid = :ulid OR (player_ulid IS NULL AND payload LIKE '%\"ulid\":\"' || :ulid || '\"%'))";
        handle.createQuery("SELECT payload FROM outbox WHERE guild_id = :guild AND " + Outbox.WAITING + about
                        + " UNION ALL SELECT payload FROM outbox WHERE guild_id = :guild AND settled_at_ms >= :since AND "
                        + Outbox.SETTLED + " AND NOT (state = 'dropped' AND withdrawn IS NOT NULL)" + about)
                .bind("guild", guildId)
                .bind("ulid", ulid)
                .bind("since", settledSince.toEpochMilli())
                .map((row, context) -> rows.read(row.getString(1)))
                .forEach(consumer);
    }

    /** Removes from a server's backlog what concerns a player in a game that they hide there. */
    public void withdraw(Handle handle, long guildId, String ulid, long gameId, Instant now) {
        withdrawal.of(handle, guildId, ulid, gameId, now);
    }

    /** An entry as it is stored, and who is to be taken out of it; null if nobody is. */
    private record Stored(OutboxEntry entry, @Nullable WithdrawalMark mark) {}

    /** The titles of the games that a server's announcements about a player were about lately, by the games' numbers. */
    public Map<Long, String> games(Handle handle, long guildId, String ulid) {
        Map<Long, String> games = new LinkedHashMap<>();
        handle.createQuery("SELECT payload FROM outbox WHERE guild_id = :guild AND payload LIKE :holding"
                        + " ORDER BY created_at_ms DESC, entry_id DESC LIMIT 500")
                .bind("guild", guildId)
                .bind("holding", "%" + ulid + "%")
                .map((row, context) -> rows.read(row.getString(1)))
                .forEach(announcement -> announcement.items().stream()
                        .filter(item -> item.gameId() != 0 && !item.gameTitle().isBlank())
                        .filter(item ->
                                item.player() == null || item.player().ulid().equals(ulid))
                        .forEach(item -> games.putIfAbsent(item.gameId(), item.gameTitle())));
        return games;
    }

    /**
     * Every row that concerns a player, without what is in it about others: by column, and the announcement as JSON. Where
     * the player shares a rendered message with others, that message is left out.
     */
    public List<Map<String, @Nullable Object>> of(Handle handle, String ulid, LongPredicate guilds) {
        return about(handle, ulid).stream()
                .filter(one -> guilds.test(one.entry().guildId()))
                .map(one -> columns(handle, one.entry(), ulid))
                .toList();
    }

    private Map<String, @Nullable Object> columns(Handle handle, OutboxEntry entry, String ulid) {
        Map<String, @Nullable Object> columns =
                new LinkedHashMap<>(handle.createQuery("SELECT * FROM outbox WHERE entry_id = ?")
                        .bind(0, entry.id())
                        .mapToMap()
                        .one());
        Set<String> others = new HashSet<>(entry.announcement().named());
        others.remove(ulid);
        columns.put(
                "payload", entry.announcement().without(others).map(rows::write).orElse(null));
        if (!others.isEmpty()) {
            columns.put("content", null);
            columns.put("problem", null);
        }
        columns.put("withdrawn", columns.get("withdrawn") == null ? null : ulid);
        columns.put("picture", null);
        return columns;
    }

    /**
     * Forgets a player for good. Announcements that also concern others go on, or are kept, without the player. One that
     * may be posted stays in doubt until the channel shows whether it is: it is read back by what it says about others, and
     * never sent again. The rows of all others are emptied, not deleted: somebody may be sending one of them.
     */
    public void forget(Handle handle, String ulid, Instant now) {
        about(handle, ulid).forEach(one -> forget(handle, one, ulid, now));
    }

    private void forget(Handle handle, Stored one, String ulid, Instant now) {
        OutboxEntry entry = one.entry();
        WithdrawalMark mark = one.mark() == null ? null : one.mark().without(ulid);
        Optional<Announcement> left = entry.announcement().without(Set.of(ulid));
        boolean settled = isSettled(entry);
        LeftOut toGo = mark == null ? LeftOut.NOBODY : mark.leftOut();
        Optional<Announcement> wanted = settled ? left : left.flatMap(rest -> rest.without(toGo));
        if (wanted.isEmpty()) {
            empty(handle, entry, now);
        } else if (entry.state() == State.PENDING) {
            rows.replace(handle, entry, left.orElseThrow());
        } else {
            String unmarked = settled ? null : "";
            rewrite(handle, entry, left.orElseThrow(), mark == null ? unmarked : mark.toString(), now);
        }
    }

    private static boolean isSettled(OutboxEntry entry) {
        return entry.state() == State.SENT || entry.state() == State.DROPPED;
    }

    private List<Stored> about(Handle handle, String ulid) {
        return handle
                .createQuery("SELECT * FROM outbox WHERE payload LIKE :holding ORDER BY entry_id")
                .bind("holding", "%" + ulid + "%")
                .map(this::stored)
                .list()
                .stream()
                .filter(one -> one.entry().announcement().named().contains(ulid))
                .toList();
    }

    private Stored stored(ResultSet row, StatementContext context) throws SQLException {
        String withdrawn = row.getString("withdrawn");
        return new Stored(rows.entry(row, context), withdrawn == null ? null : WithdrawalMark.parse(withdrawn));
    }

    private void rewrite(Handle handle, OutboxEntry entry, Announcement left, @Nullable String mark, Instant now) {
        handle.createUpdate("""
                        UPDATE outbox SET payload = :payload, content = NULL, picture = NULL, problem = NULL,
                            unlocks = :items, player_ulid = :ulid, withdrawn = :mark,
                            withdrawn_at_ms = COALESCE(withdrawn_at_ms, CASE WHEN :marked THEN :now END)
                        WHERE entry_id = :entry
                        """)
                .bind("payload", rows.write(left))
                .bind("items", left.count())
                .bind("ulid", left.ulid())
                .bind("mark", mark)
                .bind("marked", mark != null)
                .bind("now", now.toEpochMilli())
                .bind("entry", entry.id())
                .execute();
    }

    /** Dropped with an empty mark, so that nobody reads what is no announcement any more. */
    private static void empty(Handle handle, OutboxEntry entry, Instant now) {
        handle.createUpdate("""
                        UPDATE outbox SET payload = '{}', content = NULL, picture = NULL, problem = NULL, refused_by = NULL,
                            player_ulid = NULL, message_id = NULL, sort_at = 0, withdrawn = '', withdrawn_at_ms = NULL,
                            state = 'dropped', settled_at_ms = CASE WHEN :settled THEN settled_at_ms ELSE :now END
                        WHERE entry_id = :entry
                        """)
                .bind("settled", isSettled(entry))
                .bind("now", now.toEpochMilli())
                .bind("entry", entry.id())
                .execute();
    }
}
