CREATE TABLE later (
    something INTEGER NOT NULL
);
