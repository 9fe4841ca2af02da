-- A game that a player plays or just played; once they stop, their scores in it are read.
CREATE TABLE sitting_games (
    player_id BIGINT NOT NULL,
    game_id BIGINT NOT NULL,
    -- When to read, by our clock; put off while they play on, and after failures in a row.
    read_at_ms BIGINT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (player_id, game_id)
);

-- When a player's scores in a game were last read, in seconds by the site's clock.
CREATE TABLE score_reads (
    player_id BIGINT NOT NULL,
    game_id BIGINT NOT NULL,
    read_at BIGINT NOT NULL,
    PRIMARY KEY (player_id, game_id)
);

-- Every score ever seen, so that none is announced twice. What the site showed last, at most one score of a player on each
-- leaderboard, is the latest.
CREATE TABLE scores (
    player_id BIGINT NOT NULL,
    leaderboard_id BIGINT NOT NULL,
    score BIGINT NOT NULL,
    game_id BIGINT NOT NULL,
    formatted TEXT NOT NULL,
    place INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    PRIMARY KEY (player_id, leaderboard_id, score)
);

CREATE INDEX scores_latest ON scores (leaderboard_id) WHERE latest = 1;
