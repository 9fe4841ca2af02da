-- Whether the operator left the server out of discord.servers: it is not polled for and nothing is posted there.
ALTER TABLE guilds ADD COLUMN left_alone INTEGER NOT NULL DEFAULT 0;

-- Whether the site has shut the player out, since gone_since_ms.
ALTER TABLE players ADD COLUMN banned INTEGER NOT NULL DEFAULT 0;

-- A wish that the site does not answer is put off alone.
ALTER TABLE noted_registrations ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE noted_registrations ADD COLUMN next_try_at_ms BIGINT NOT NULL DEFAULT 0;
