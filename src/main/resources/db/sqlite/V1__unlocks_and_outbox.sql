-- Times are whole seconds since 1970 where RetroAchievements gives them, milliseconds where the bot's own work is meant (names end in _ms).

CREATE TABLE guilds (
    guild_id BIGINT PRIMARY KEY,
    left_at_ms BIGINT
);

CREATE TABLE feeds (
    guild_id BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    channel_id BIGINT NOT NULL,
    blocked_reason VARCHAR(64),
    blocked_at_ms BIGINT,
    probe_at_ms BIGINT,
    PRIMARY KEY (guild_id, kind)
);

CREATE TABLE players (
    player_id INTEGER PRIMARY KEY,
    ulid VARCHAR(26) NOT NULL UNIQUE,
    name VARCHAR(255) NOT NULL,
    picture VARCHAR(500) NOT NULL,
    profile_at_ms BIGINT NOT NULL,
    gone_since_ms BIGINT,
    polled_at BIGINT,
    swept_at BIGINT,
    active_at BIGINT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    due_at_ms BIGINT NOT NULL,
    leased_until_ms BIGINT NOT NULL DEFAULT 0,
    sweep_due INTEGER NOT NULL DEFAULT 0
);

CREATE INDEX players_due ON players (due_at_ms);
CREATE INDEX players_swept ON players (swept_at) WHERE sweep_due = 0;
CREATE INDEX players_profile ON players (profile_at_ms);

CREATE TABLE registrations (
    guild_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    player_id INTEGER NOT NULL REFERENCES players (player_id),
    registered_at BIGINT NOT NULL,
    baselined INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (guild_id, member_id),
    UNIQUE (guild_id, player_id)
);

CREATE INDEX registrations_player ON registrations (player_id);

CREATE TABLE noted_registrations (
    guild_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    username VARCHAR(64) NOT NULL,
    noted_at BIGINT NOT NULL,
    problem VARCHAR(32),
    PRIMARY KEY (guild_id, member_id)
);

CREATE TABLE ledger (
    player_id INTEGER NOT NULL,
    achievement_id BIGINT NOT NULL,
    unlocked_at BIGINT NOT NULL,
    hardcore INTEGER NOT NULL,
    event INTEGER NOT NULL,
    UNIQUE (player_id, achievement_id, unlocked_at)
);

CREATE INDEX ledger_player_time ON ledger (player_id, unlocked_at);

CREATE TABLE held_twins (
    player_id INTEGER NOT NULL,
    achievement_id BIGINT NOT NULL,
    unlocked_at BIGINT NOT NULL,
    held_at_ms BIGINT NOT NULL,
    guild_ids TEXT NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (player_id, achievement_id, unlocked_at)
);

CREATE TABLE outbox (
    entry_id INTEGER PRIMARY KEY,
    guild_id BIGINT NOT NULL,
    kind VARCHAR(32) NOT NULL,
    sort_at BIGINT NOT NULL,
    payload TEXT NOT NULL,
    created_at_ms BIGINT NOT NULL,
    state VARCHAR(16) NOT NULL,
    content TEXT,
    nonce VARCHAR(25) UNIQUE,
    channel_id BIGINT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at_ms BIGINT NOT NULL,
    first_tried_at_ms BIGINT,
    message_id BIGINT,
    settled_at_ms BIGINT,
    problem TEXT
);

CREATE INDEX outbox_waiting ON outbox (guild_id, kind, sort_at, entry_id) WHERE state IN ('pending', 'sending');
CREATE INDEX outbox_sending ON outbox (guild_id, kind, sort_at, entry_id) WHERE state = 'sending';
CREATE INDEX outbox_settled ON outbox (settled_at_ms) WHERE state NOT IN ('pending', 'sending');

CREATE TABLE scheduled_tasks (
    task_name VARCHAR(100) NOT NULL,
    task_instance VARCHAR(100) NOT NULL,
    task_data BLOB,
    execution_time TIMESTAMP NOT NULL,
    picked BOOLEAN NOT NULL,
    picked_by VARCHAR(50),
    last_success TIMESTAMP,
    last_failure TIMESTAMP,
    consecutive_failures INTEGER,
    last_heartbeat TIMESTAMP,
    version BIGINT NOT NULL,
    priority SMALLINT,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);

-- Empty in the file that a bot works with; in a copy, when it was made.
CREATE TABLE backup_stamp (
    made_at_ms BIGINT NOT NULL
);
