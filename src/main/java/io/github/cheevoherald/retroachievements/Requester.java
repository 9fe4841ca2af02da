package io.github.cheevoherald.retroachievements;

/**
 * The Discord member for whom the site is asked, and whether that counts against their allowance; turning a page
 * doesn't.
 */
public record Requester(long memberId, boolean counted) {

    /** A member who typed a command. */
    public static Requester command(long memberId) {
        return new Requester(memberId, true);
    }

    /** A member who turned a page of an answer. */
    public static Requester pageTurn(long memberId) {
        return new Requester(memberId, false);
    }
}
