-- Every poll changes when its player is due, and nobody is searched for by that but who goes first.
DROP INDEX players_due;
CREATE INDEX players_first ON players (due_at_ms) WHERE due_at_ms = 0;
