-- Completed work on sets that was seen, once for all its developers. Kept for good: it's what makes "once" true.
CREATE TABLE set_claims (
    game_id BIGINT NOT NULL,
    revision INTEGER NOT NULL,
    finished_at BIGINT NOT NULL,
    PRIMARY KEY (game_id, revision, finished_at)
);

-- Versions of sets about which everything is decided.
CREATE TABLE set_versions (version_id BIGINT NOT NULL PRIMARY KEY);

-- The last complete look at each of the site's lists: its beginning, in seconds by the site's clock, and the latest row
-- up to which everything is decided.
CREATE TABLE set_looks (
    list TEXT NOT NULL PRIMARY KEY,
    looked_at BIGINT NOT NULL,
    last_id BIGINT NOT NULL
);

-- Why a set of a game concerns a player.
CREATE TABLE game_interests (
    player_id BIGINT NOT NULL,
    game_id BIGINT NOT NULL,
    played INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    requested INTEGER NOT NULL,
    PRIMARY KEY (player_id, game_id)
);

CREATE INDEX game_interests_game ON game_interests (game_id);

-- When a player's games and requests are to be read again, by our own clock, and whether the games ever were.
CREATE TABLE interest_reads (
    player_id BIGINT NOT NULL PRIMARY KEY,
    games_known INTEGER NOT NULL,
    games_due_ms BIGINT NOT NULL,
    requests_due_ms BIGINT NOT NULL
);
