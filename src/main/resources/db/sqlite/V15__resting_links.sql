-- A link whose member left the server: since when it rests, and when the member was last looked for.
ALTER TABLE registrations ADD COLUMN resting_since_ms BIGINT;
ALTER TABLE registrations ADD COLUMN looked_for_at_ms BIGINT;

CREATE INDEX registrations_resting ON registrations (looked_for_at_ms) WHERE resting_since_ms IS NOT NULL;

-- Players (their ULIDs, with spaces between) to be taken out of a message that may be posted, unless it was; and since when.
ALTER TABLE outbox ADD COLUMN withdrawn TEXT;
ALTER TABLE outbox ADD COLUMN withdrawn_at_ms BIGINT;
