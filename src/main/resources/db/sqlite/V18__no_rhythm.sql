-- The schedule no longer learns what all players have in common.
DROP TABLE rhythm;
