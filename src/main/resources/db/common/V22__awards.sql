-- Every award ever seen of a player, once for each game or event's tier and each kind of award. Kept for good.
CREATE TABLE award_ledger (
    player_id BIGINT NOT NULL REFERENCES players (player_id),
    kind TEXT NOT NULL,
    -- A game, or an event for the kind 'event'.
    subject_id BIGINT NOT NULL,
    -- Of an event, or -1.
    tier INTEGER NOT NULL,
    -- The site's row when it was first seen; null from the first API, which has none.
    award_id BIGINT,
    awarded_at BIGINT NOT NULL,
    -- 1 for the player's first award that was recorded, and so on.
    number INTEGER NOT NULL,
    PRIMARY KEY (player_id, kind, subject_id, tier)
);

CREATE INDEX award_ledger_subject ON award_ledger (subject_id, kind);

-- How far the awards of a player are known for a server, since the link or the feed began there.
CREATE TABLE award_links (
    guild_id BIGINT NOT NULL,
    player_id BIGINT NOT NULL,
    -- Seconds by the site's clock. With another beginning everything starts over.
    since BIGINT NOT NULL,
    -- The number of the player's latest award that was recorded before.
    known_before INTEGER NOT NULL,
    -- A row of the site's that was surely inserted after the beginning; null until one is seen.
    after_id BIGINT,
    -- 0 until the list of all the player's awards has been read, then 1, and 2 when it has to be read again.
    list_read INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, player_id)
);

-- Down to where the site's lists of the latest awards have been read.
CREATE TABLE award_marks (
    list TEXT NOT NULL PRIMARY KEY,
    -- The newest row at the latest complete look, and at the one before.
    award_id BIGINT NOT NULL,
    before_id BIGINT NOT NULL,
    -- When the latest complete look began, in seconds by the site's clock.
    looked_at BIGINT NOT NULL
);
