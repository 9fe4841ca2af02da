-- Each first start on a stamped copy: when the copy was made, and when the bot started on it.
CREATE TABLE restores (
    made_at_ms BIGINT NOT NULL,
    started_at_ms BIGINT NOT NULL
);
