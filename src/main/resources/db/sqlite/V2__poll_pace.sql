-- How a player unlocks, as the poll schedule has learned it; null until the first poll after this migration.
ALTER TABLE players ADD COLUMN pace TEXT;
