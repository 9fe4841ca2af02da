package io.github.cheevoherald.discord;

/** Called for every member who uses a command, before the command runs. */
@FunctionalInterface
public interface Callers {
    /** This person is a member of the server right now. */
    void called(long guildId, long userId);
}
