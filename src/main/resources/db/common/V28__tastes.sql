-- How announcements look in the server: 'card', 'compact' or 'plain'.
ALTER TABLE guilds ADD COLUMN style TEXT NOT NULL DEFAULT 'card';

-- When somebody last changed the bot's name or picture in the server with a command, by our own clock.
ALTER TABLE guilds ADD COLUMN face_at_ms BIGINT;

-- What a server wants of a kind of announcement, also while the kind is off there.
CREATE TABLE feed_options (
    guild_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- The role that is pinged; null for none.
    mention_role_id BIGINT,
    -- 1 if messages in announcement channels are published to the servers that follow them.
    publish INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, kind)
);

-- What a server wants left out of a kind of announcement, also while the kind is off there.
CREATE TABLE feed_filters (
    guild_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    minimum_points INTEGER,
    -- The share of players who have it, in millionths.
    maximum_rarity INTEGER,
    hardcore_only INTEGER NOT NULL DEFAULT 0,
    -- A game's or console's name on each line; a game's number begins with #.
    left_out TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (guild_id, kind)
);

-- When publishing a message to the servers that follow its channel was last tried; null if it never was.
ALTER TABLE outbox ADD COLUMN published_at_ms BIGINT;
