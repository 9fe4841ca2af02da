-- The achievements of events that the site has shown as running, by what identifies them. Kept for good, so that none is
-- announced twice.
CREATE TABLE event_ledger (
    event_key TEXT NOT NULL PRIMARY KEY,
    seen_at BIGINT NOT NULL
);

-- One row: when the second API last listed all that ran, in seconds by the site's clock.
CREATE TABLE event_looks (
    looked_at BIGINT NOT NULL
);
