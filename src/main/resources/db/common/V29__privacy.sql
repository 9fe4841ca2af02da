-- 1 while the member wants nothing announced about them in this server.
ALTER TABLE registrations ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;

-- Games of which nothing is announced about a member in a server.
CREATE TABLE hidden_games (
    guild_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    game_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    -- Null while the game is hidden. Afterwards, in seconds by the site's clock: whatever is dated up to then stays unsaid.
    hidden_until BIGINT,
    PRIMARY KEY (guild_id, member_id, game_id)
);

-- The players whom a member was registered as before, so that the member can still have their data exported or deleted.
CREATE TABLE former_players (
    member_id BIGINT NOT NULL,
    player_id BIGINT NOT NULL,
    PRIMARY KEY (member_id, player_id)
);

-- Which entries of the list of forgotten members were applied here. The list itself is outside of the database.
CREATE TABLE forgettings (token TEXT NOT NULL PRIMARY KEY);
