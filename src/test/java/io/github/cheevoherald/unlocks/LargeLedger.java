package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.store.Database;

/** Fills a database with years of unlocks by many players. */
final class LargeLedger {
    private LargeLedger() {}

    /** Numbers players from 2 on, so that a test can have its own as number 1. */
    static void fill(Database database, int players, int ledgerRows, long now) {
        database.useTransaction(handle -> {
            handle.execute("""
                    WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO players (player_id, ulid, name, picture, profile_at_ms)
                    SELECT i, '0000000000000000' || (1000000000 + i), 'Player' || i, '/UserPic/x.png', ? FROM n
                    """, players, now);
            handle.execute("""
                    INSERT INTO poll_schedule (player_id, polled_at, swept_at, active_at, due_at_ms)
                    SELECT player_id, ?, ?, ?, ? + player_id FROM players WHERE player_id > 1
                    """, now / 1000, now / 1000, now / 1000, now + 86_400_000);
            handle.execute("""
                    WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined)
                    SELECT 10 + i % 500, i, i, 0, 1 FROM n
                    """, players);
            handle.execute("""
                    INSERT INTO feeds (guild_id, kind, channel_id)
                    SELECT DISTINCT guild_id, 'unlocks', guild_id FROM registrations
                    """);
            handle.execute("""
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
                    INSERT INTO ledger (player_id, achievement_id, unlocked_at, hardcore, event)
                    SELECT 1 + (i - 1) / ?, i, ? - i, 1, 0 FROM n
                    """, ledgerRows, ledgerRows / players, now / 1000);
        });
    }
}
