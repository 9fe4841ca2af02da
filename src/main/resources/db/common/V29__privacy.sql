-- 1 while the member wants nothing announced about them in this server.
ALTER TABLE registrations ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;

-- When a member wanted nothing announced about a game in a server, or nothing at all: whatever is dated then stays unsaid,
-- even if the site shows it later.
CREATE TABLE silences (
    guild_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    -- 0 for everything.
    game_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    -- In seconds by the site's clock; not ended yet if null.
    begun_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (guild_id, member_id, game_id, begun_at)
);

-- The players whom a member was registered as before, so that the member can still have their data exported or deleted.
CREATE TABLE former_players (
    member_id BIGINT NOT NULL,
    player_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, player_id)
);

-- Which entries of the list of forgotten members were applied here. The list itself is outside of the database.
CREATE TABLE forgettings (token TEXT NOT NULL PRIMARY KEY);
