package io.github.cheevoherald.outbox;

import org.jspecify.annotations.Nullable;

/**
 * What a filter judges an item by. A property that the item doesn't have, or that isn't known, is null or empty.
 *
 * @param rarity the percentage of the game's players who have it
 */
public record ItemProperties(
        @Nullable Integer points,
        @Nullable Double rarity,
        @Nullable Boolean hardcore,
        @Nullable Long gameId,
        String game,
        String console) {
    /** Those of an item that has none. */
    public static final ItemProperties NONE = new ItemProperties(null, null, null, null, "", "");

    /** Those of a game, which its page's address identifies. */
    public static ItemProperties ofGame(String pageAddress, String title, String console) {
        long gameId = GamePage.gameId(pageAddress);
        return new ItemProperties(null, null, null, gameId == 0 ? null : gameId, title, console);
    }

    /** The same, and worth that many points. */
    public ItemProperties worth(@Nullable Integer newPoints) {
        return new ItemProperties(newPoints, rarity, hardcore, gameId, game, console);
    }

    /** The same, and had by that percentage of players. */
    public ItemProperties hadBy(@Nullable Double newRarity) {
        return new ItemProperties(points, newRarity, hardcore, gameId, game, console);
    }

    /** The same, and in hardcore or not. */
    public ItemProperties inHardcore(@Nullable Boolean newHardcore) {
        return new ItemProperties(points, rarity, newHardcore, gameId, game, console);
    }
}
