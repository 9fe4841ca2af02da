-- A stored time is an appointment from here on: what a good poll left there was the player's deadline, which now follows
-- from the time of the poll. One less than the largest number means "whenever it is the player's turn".
UPDATE players SET due_at_ms = 9223372036854775806
WHERE due_at_ms > 0 AND due_at_ms < 9223372036854775806 AND failures = 0 AND polled_at IS NOT NULL;

-- How far back (seconds) is known what the site showed when the baseline was made. Null: 15 days before the registration,
-- as every baseline reached before this column.
ALTER TABLE registrations ADD COLUMN reach BIGINT;

-- Polls over the whole horizon that failed since the last one that did not, and when the last of them did (seconds, by
-- the site's clock).
ALTER TABLE players ADD COLUMN wide_failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE players ADD COLUMN wide_failed_at BIGINT NOT NULL DEFAULT 0;
