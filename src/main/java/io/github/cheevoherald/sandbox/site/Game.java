package io.github.cheevoherald.sandbox.site;

/**
 * A game of the embedded site.
 *
 * @param consoleName {@code Events} makes its achievements copies of others
 * @param icon its path on the media host
 */
public record Game(long id, String title, long consoleId, String consoleName, String icon) {

    /** The console whose games are events. */
    public static final String EVENTS = "Events";

    private static final String SUBSET = " [Subset - ";

    boolean isSubsetOf(Game parent) {
        return title.startsWith(parent.title + SUBSET) && title.endsWith("]");
    }

    /** The title of the set of which this is the game. */
    String subset() {
        return title.substring(title.indexOf(SUBSET) + SUBSET.length(), title.length() - 1);
    }
}
