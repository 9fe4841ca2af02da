-- Whether the server was told that its feed is blocked, once for each time that it is.
ALTER TABLE feeds ADD COLUMN told INTEGER NOT NULL DEFAULT 0;

CREATE INDEX outbox_channel ON outbox (channel_id, message_id) WHERE state = 'sent';
