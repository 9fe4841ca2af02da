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
        return new Achievement(
                id,
                gameId,
                newTitle,
                newDescription,
                points,
                trueRatio,
                badgeName,
                type,
                author,
                created,
                modified,
                promoted);
    }

    /** The same achievement with another type. */
    public Achievement withType(@Nullable String newType) {
        return new Achievement(
                id,
                gameId,
                title,
                description,
                points,
                trueRatio,
                badgeName,
                newType,
                author,
                created,
                modified,
                promoted);
    }

    /** The same achievement with another worth. */
    public Achievement withWorth(int newPoints, int newTrueRatio) {
        return new Achievement(
                id,
                gameId,
                title,
                description,
                newPoints,
                newTrueRatio,
                badgeName,
                type,
                author,
                created,
                modified,
                promoted);
    }

    /** The same achievement by another author, given by ULID. */
    public Achievement withAuthor(String ulid) {
        return new Achievement(
                id, gameId, title, description, points, trueRatio, badgeName, type, ulid, created, modified, promoted);
    }

    /** The same achievement in another game. */
    public Achievement withGame(long newGameId) {
        return new Achievement(
                id,
                newGameId,
                title,
                description,
                points,
                trueRatio,
                badgeName,
                type,
                author,
                created,
                modified,
                promoted);
    }

    /** The same achievement, demoted or promoted. */
    public Achievement withPromoted(boolean value) {
        return new Achievement(
                id, gameId, title, description, points, trueRatio, badgeName, type, author, created, modified, value);
    }
}
