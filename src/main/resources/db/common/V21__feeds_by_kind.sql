-- The channel of every kind that has none of its own; null while nothing is announced in the server.
ALTER TABLE guilds ADD COLUMN default_channel_id BIGINT;

-- 1 for a channel that was chosen for this kind alone, 0 for one that follows the server's default channel.
ALTER TABLE feeds ADD COLUMN own_channel INTEGER NOT NULL DEFAULT 0;

-- When the kind was turned on in the server, in seconds by the site's clock: what the site showed before isn't announced.
-- Null for a kind that came with this version, until its first start.
ALTER TABLE feeds ADD COLUMN begun_at BIGINT;

UPDATE feeds SET begun_at = 0;

INSERT INTO guilds (guild_id) SELECT guild_id FROM feeds WHERE true ON CONFLICT (guild_id) DO NOTHING;

UPDATE guilds SET default_channel_id =
    (SELECT f.channel_id FROM feeds f WHERE f.guild_id = guilds.guild_id AND f.kind = 'unlocks');

INSERT INTO feeds (guild_id, kind, channel_id, blocked_reason, blocked_at_ms, probe_at_ms, told, tell_at_ms)
    SELECT guild_id, 'awards', channel_id, blocked_reason, blocked_at_ms, probe_at_ms, told, tell_at_ms
    FROM feeds WHERE kind = 'unlocks'
    ON CONFLICT (guild_id, kind) DO NOTHING;
