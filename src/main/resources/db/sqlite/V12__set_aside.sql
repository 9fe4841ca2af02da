-- By which rule Discord refused this one announcement, while others go on; it stays when the announcement is given up.
ALTER TABLE outbox ADD COLUMN refused_by VARCHAR(32);

CREATE INDEX outbox_refused ON outbox (guild_id, sort_at) WHERE refused_by IS NOT NULL;

-- The parts of a message that was refused as a whole keep its place, and among themselves the order of their dates.
ALTER TABLE outbox ADD COLUMN part_at BIGINT NOT NULL DEFAULT 0;

DROP INDEX outbox_waiting;
DROP INDEX outbox_sending;
CREATE INDEX outbox_waiting ON outbox (guild_id, kind, sort_at, created_at_ms, part_at, entry_id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_sending ON outbox (guild_id, kind, sort_at, created_at_ms, part_at, entry_id) WHERE state = 'sending';
