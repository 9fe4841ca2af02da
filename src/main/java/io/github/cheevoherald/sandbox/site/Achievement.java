package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An achievement of the embedded site.
 *
 * @param trueRatio the RetroPoints
 * @param type {@code progression}, {@code win_condition}, {@code missable}, something new, or null
 * @param author ULID of a player
 * @param promoted false: demoted, so its unlocks vanish from the players' lists
 */
public record Achievement(
        long id,
        long gameId,
        String title,
        String description,
        int points,
        int trueRatio,
        String badgeName,
        @Nullable String type,
        String author,
        Instant created,
        Instant modified,
        boolean promoted) {

    /** The same achievement with other words. */
    public Achievement withWords(String newTitle, String newDescription) {
        return with(gameId, newTitle, newDescription, points, trueRatio, type, author, promoted);
    }

    /** The same achievement with another type. */
    public Achievement withType(@Nullable String newType) {
        return with(gameId, title, description, points, trueRatio, newType, author, promoted);
    }

    /** The same achievement with another worth. */
    public Achievement withWorth(int newPoints, int newTrueRatio) {
        return with(gameId, title, description, newPoints, newTrueRatio, type, author, promoted);
    }

    /** The same achievement by another author, given by ULID. */
    public Achievement withAuthor(String ulid) {
        return with(gameId, title, description, points, trueRatio, type, ulid, promoted);
    }

    /** The same achievement in another game. */
    public Achievement withGame(long newGameId) {
        return with(newGameId, title, description, points, trueRatio, type, author, promoted);
    }

    /** The same achievement, demoted or promoted. */
    public Achievement withPromoted(boolean value) {
        return with(gameId, title, description, points, trueRatio, type, author, value);
    }

    /** What never changes stays, all that may is given. */
    private Achievement with(
            long game,
            String title,
            String text,
            int points,
            int ratio,
            @Nullable String type,
            String by,
            boolean promoted) {
        return new Achievement(id, game, title, text, points, ratio, badgeName, type, by, created, modified, promoted);
    }
}
