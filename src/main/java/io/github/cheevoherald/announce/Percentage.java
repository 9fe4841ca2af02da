package io.github.cheevoherald.announce;

import io.github.cheevoherald.words.Words;

/** A share of players in words, with more digits the smaller it is. */
public final class Percentage {
    /** Less would be rounded to nothing. */
    private static final double MIN_SHARE = 0.01;

    private Percentage() {}

    /** The words for a share from 0 to 100. */
    public static String of(double share, Words words) {
        if (share < MIN_SHARE) {
            return words.say("share.tiny");
        }
        return words.say(share < 1 ? "share.small" : "share", "share", share);
    }
}
