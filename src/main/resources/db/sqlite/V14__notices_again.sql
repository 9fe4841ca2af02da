-- When a server that could not be told that its feed is blocked may be told next; null for at once.
ALTER TABLE feeds ADD COLUMN tell_at_ms BIGINT;
