-- What all players have in common, as the schedule learned it; a single row.
CREATE TABLE rhythm (
    rhythm_id INTEGER PRIMARY KEY,
    numbers TEXT NOT NULL
);
