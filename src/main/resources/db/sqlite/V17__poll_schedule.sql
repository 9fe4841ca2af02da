-- When each player is polled next, and what the schedule has learned of them. Only the schedule writes here.
CREATE TABLE poll_schedule (
    player_id INTEGER PRIMARY KEY REFERENCES players (player_id),
    polled_at BIGINT,
    swept_at BIGINT,
    active_at BIGINT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    due_at_ms BIGINT NOT NULL,
    sweep_due INTEGER NOT NULL DEFAULT 0,
    wide_failures INTEGER NOT NULL DEFAULT 0,
    wide_failed_at BIGINT NOT NULL DEFAULT 0,
    pace TEXT
);

INSERT INTO poll_schedule (player_id, polled_at, swept_at, active_at, failures, due_at_ms, sweep_due, wide_failures,
    wide_failed_at, pace)
SELECT player_id, polled_at, swept_at, active_at, failures, due_at_ms, sweep_due, wide_failures, wide_failed_at, pace
FROM players;

CREATE INDEX poll_schedule_first ON poll_schedule (due_at_ms) WHERE due_at_ms = 0;
CREATE INDEX poll_schedule_swept ON poll_schedule (swept_at) WHERE sweep_due = 0;

DROP INDEX players_first;
DROP INDEX players_swept;
ALTER TABLE players DROP COLUMN polled_at;
ALTER TABLE players DROP COLUMN swept_at;
ALTER TABLE players DROP COLUMN active_at;
ALTER TABLE players DROP COLUMN failures;
ALTER TABLE players DROP COLUMN due_at_ms;
ALTER TABLE players DROP COLUMN sweep_due;
ALTER TABLE players DROP COLUMN wide_failures;
ALTER TABLE players DROP COLUMN wide_failed_at;
ALTER TABLE players DROP COLUMN pace;
