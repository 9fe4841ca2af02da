package io.github.cheevoherald.discord;

/** Hears of every member who uses the bot, before it is done what they ask for. */
@FunctionalInterface
public interface Callers {
    /** The person is a member of the server at this moment. */
    void called(long guildId, long userId);
}
