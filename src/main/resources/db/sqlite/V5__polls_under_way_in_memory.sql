-- Whose poll is under way is known to the one process that polls, and ends with it.
ALTER TABLE players DROP COLUMN leased_until_ms;
