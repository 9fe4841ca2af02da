-- By which rule Discord refused this one announcement, while others go on; it stays when the announcement is given up.
ALTER TABLE outbox ADD COLUMN refused_by VARCHAR(32);

CREATE INDEX outbox_refused ON outbox (guild_id, sort_at) WHERE refused_by IS NOT NULL;
