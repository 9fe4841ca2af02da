-- Which achievement of an event is a copy of which other one, as the site's second API listed it. Kept for good.
CREATE TABLE event_pairs (
    copy_id BIGINT NOT NULL PRIMARY KEY,
    original_id BIGINT NOT NULL,
    event TEXT NOT NULL,
    active_from BIGINT,
    active_until BIGINT
);

CREATE INDEX event_pairs_original ON event_pairs (original_id);

-- 0 while the second API may still name the copy's original, 1 once only an unlock in the same second can.
ALTER TABLE held_twins ADD COLUMN by_second INTEGER NOT NULL DEFAULT 0;
