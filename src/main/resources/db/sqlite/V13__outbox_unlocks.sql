-- How many unlocks a row announces, so that nobody has to read it to know.
ALTER TABLE outbox ADD COLUMN unlocks INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET unlocks = (LENGTH(payload) - LENGTH(REPLACE(payload, '"achievementId":', ''))) / 16;

-- Whose unlocks they are; empty where they are several players'.
ALTER TABLE outbox ADD COLUMN player_ulid VARCHAR(64);
UPDATE outbox SET player_ulid = SUBSTR(payload, 39, 26)
WHERE payload LIKE '{"kind":"unlocks-1","player":{"ulid":"__________________________",%';

-- 1 for a message of a list: only so many of those go out a minute.
ALTER TABLE outbox ADD COLUMN listed INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET listed = 1 WHERE content IS NOT NULL AND unlocks > 10;

CREATE INDEX outbox_player ON outbox (guild_id, player_ulid, sort_at) WHERE state IN ('pending', 'sending');
