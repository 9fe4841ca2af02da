-- What is rendered is a new row and must not lose its place to one of the same second that came later.
DROP INDEX outbox_waiting;
DROP INDEX outbox_sending;
CREATE INDEX outbox_waiting ON outbox (guild_id, kind, sort_at, created_at_ms, entry_id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_sending ON outbox (guild_id, kind, sort_at, created_at_ms, entry_id) WHERE state = 'sending';
