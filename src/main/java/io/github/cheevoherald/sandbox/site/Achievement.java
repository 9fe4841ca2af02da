package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An achievement of the embedded site.
 *
 * @param trueRatio the RetroPoints
 * @param type {@code progression}, {@code win_condition}, {@code missable}, something new, or null
 * @param author the ULID of a player
 * @param promoted false hides its unlocks from players' lists
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

    /** Returns a copy with another title and description. */
    public Achievement withWords(String newTitle, String newDescription) {
        return with(gameId, newTitle, newDescription, points, trueRatio, type, author, promoted);
    }

    /** Returns a copy with another type. */
    public Achievement withType(@Nullable String newType) {
        return with(gameId, title, description, points, trueRatio, newType, author, promoted);
    }

    /** Returns a copy with other points. */
    public Achievement withWorth(int newPoints, int newTrueRatio) {
        return with(gameId, title, description, newPoints, newTrueRatio, type, author, promoted);
    }

    /** Returns a copy by another author, given by ULID. */
    public Achievement withAuthor(String ulid) {
        return with(gameId, title, description, points, trueRatio, type, ulid, promoted);
    }

    /** Returns a copy in another game. */
    public Achievement withGame(long newGameId) {
        return with(newGameId, title, description, points, trueRatio, type, author, promoted);
    }

    /** Returns a promoted or demoted copy. */
    public Achievement withPromoted(boolean value) {
        return with(gameId, title, description, points, trueRatio, type, author, value);
    }

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
