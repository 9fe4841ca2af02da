package io.github.cheevoherald.outbox;

import io.github.cheevoherald.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The servers' filters, kind by kind. They are applied when an announcement is added, and never again. */
public final class Filters {
    private static final double MILLIONTHS_IN_A_PERCENT = 10_000;

    private final Database database;
    private final OutboxRows rows;

    Filters(Database database, OutboxRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /** The properties by which a kind can be filtered. */
    public Set<FilterProperty> propertiesOf(String kind) {
        return rows.kind(kind).filtered();
    }

    /** A server's filter of a kind. */
    public Filter of(FeedKey feed) {
        return database.read(handle -> of(handle, feed));
    }

    Filter of(Handle handle, FeedKey feed) {
        return handle.createQuery("SELECT * FROM feed_filters WHERE guild_id = ? AND kind = ?")
                .bind(0, feed.guildId())
                .bind(1, feed.kind())
                .map(Filters::read)
                .findOne()
                .orElse(Filter.NONE);
    }

    /** Changes a server's filters of these kinds, for what is added from now on. */
    public void change(long guildId, List<String> kinds, UnaryOperator<Filter> change) {
        database.useTransactionAlone(handle -> kinds.forEach(kind -> {
            FeedKey feed = new FeedKey(guildId, kind);
            write(handle, feed, change.apply(of(handle, feed)));
        }));
    }

    private static void write(Handle handle, FeedKey feed, Filter filter) {
        handle.execute("DELETE FROM feed_filters WHERE guild_id = ? AND kind = ?", feed.guildId(), feed.kind());
        if (filter.equals(Filter.NONE)) {
            return;
        }
        Double rarity = filter.maximumRarity();
        handle.createUpdate("""
                        INSERT INTO feed_filters (guild_id, kind, minimum_points, maximum_rarity, hardcore_only, left_out)
                        VALUES (:guild, :kind, :points, :rarity, :hardcore, :leftOut)
                        """)
                .bind("guild", feed.guildId())
                .bind("kind", feed.kind())
                .bind("points", filter.minimumPoints())
                .bind("rarity", rarity == null ? null : (Long) Math.round(rarity * MILLIONTHS_IN_A_PERCENT))
                .bind("hardcore", filter.hardcoreOnly() ? 1 : 0)
                .bind("leftOut", String.join("\n", filter.leftOut()))
                .execute();
    }

    /** Deletes a server's filters, inside the transaction that forgets the rest of it. */
    public void forget(Handle handle, long guildId) {
        handle.execute("DELETE FROM feed_filters WHERE guild_id = ?", guildId);
    }

    private static Filter read(ResultSet row, StatementContext context) throws SQLException {
        int points = row.getInt("minimum_points");
        Integer minimumPoints = row.wasNull() ? null : points;
        long millionths = row.getLong("maximum_rarity");
        Double maximumRarity = row.wasNull() ? null : millionths / MILLIONTHS_IN_A_PERCENT;
        return new Filter(
                minimumPoints,
                maximumRarity,
                row.getInt("hardcore_only") == 1,
                row.getString("left_out").lines().toList());
    }
}
