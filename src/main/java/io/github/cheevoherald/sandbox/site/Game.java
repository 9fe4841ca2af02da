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
}
