-- The picture that goes with a message, from before it is first tried until it is settled. Without bytes: it goes without
-- one. Null: not decided yet.
ALTER TABLE outbox ADD COLUMN picture BYTEA;
