package io.github.cheevoherald.guilds;

import io.github.cheevoherald.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How servers want their announcements to look and whom to ping. Kept while a kind is off. */
public final class FeedOptions {
    private static final String ADD =
            "INSERT INTO feed_options (guild_id, kind) VALUES (?, ?) ON CONFLICT (guild_id, kind) DO NOTHING";

    private final Database database;

    FeedOptions(Database database) {
        this.database = database;
    }

    /** What was chosen for a kind in a server. */
    public FeedChoices of(long guildId, String kind) {
        return database.read(handle -> handle.createQuery("""
                        SELECT g.style, o.mention_role_id, o.publish FROM guilds g
                        LEFT JOIN feed_options o ON o.guild_id = g.guild_id AND o.kind = :kind
                        WHERE g.guild_id = :guild
                        """)
                .bind("guild", guildId)
                .bind("kind", kind)
                .map((row, context) -> {
                    Style style = Style.valueOf(row.getString("style").toUpperCase(Locale.ROOT));
                    boolean publish = row.getInt("publish") == 1;
                    long role = row.getLong("mention_role_id");
                    return new FeedChoices(style, row.wasNull() ? null : role, publish);
                })
                .findOne()
                .orElse(new FeedChoices(Style.CARD, null, false)));
    }

    /** Changes how all of a server's announcements look from now on. */
    public void style(long guildId, Style style) {
        String name = style.name().toLowerCase(Locale.ROOT);
        database.useTransaction(handle -> handle.createUpdate("""
                        INSERT INTO guilds (guild_id, style) VALUES (:guild, :style)
                        ON CONFLICT (guild_id) DO UPDATE SET style = :style
                        """)
                .bind("guild", guildId)
                .bind("style", name)
                .execute());
    }

    /** Chooses the role that announcements of these kinds ping; null for none. */
    public void mention(long guildId, List<String> kinds, @Nullable Long roleId) {
        change(
                guildId,
                kinds,
                (handle, kind) -> handle.createUpdate(
                                "UPDATE feed_options SET mention_role_id = :role WHERE guild_id = :guild AND kind = :kind")
                        .bind("role", roleId)
                        .bind("guild", guildId)
                        .bind("kind", kind)
                        .execute());
    }

    /** Chooses whether announcements of these kinds are published. */
    public void publish(long guildId, List<String> kinds, boolean on) {
        change(
                guildId,
                kinds,
                (handle, kind) -> handle.execute(
                        "UPDATE feed_options SET publish = ? WHERE guild_id = ? AND kind = ?",
                        on ? 1 : 0,
                        guildId,
                        kind));
    }

    private interface Change {
        int of(Handle handle, String kind);
    }

    private void change(long guildId, List<String> kinds, Change change) {
        database.useTransaction(handle -> {
            handle.execute("INSERT INTO guilds (guild_id) VALUES (?) ON CONFLICT (guild_id) DO NOTHING", guildId);
            for (String kind : kinds) {
                handle.execute(ADD, guildId, kind);
                change.of(handle, kind);
            }
        });
    }

    /** Records a change of the bot's face in a server; false if the last one is less than {@code pause} ago. */
    public boolean changeFace(long guildId, Instant now, Duration pause) {
        return database.inTransaction(handle -> handle.createUpdate("""
                        UPDATE guilds SET face_at_ms = :now
                        WHERE guild_id = :guild AND (face_at_ms IS NULL OR face_at_ms <= :before)
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("guild", guildId)
                        .bind("before", now.minus(pause).toEpochMilli())
                        .execute()
                > 0);
    }

    /** Takes back {@link #changeFace}, since nothing was changed. */
    public void faceUnchanged(long guildId) {
        database.useTransaction(
                handle -> handle.execute("UPDATE guilds SET face_at_ms = NULL WHERE guild_id = ?", guildId));
    }
}
