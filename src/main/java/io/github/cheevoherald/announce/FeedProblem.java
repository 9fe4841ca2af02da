package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.words.Words;

/** Puts the reason why a feed is blocked into words for a server's people. */
public final class FeedProblem {
    private FeedProblem() {}

    /** The problem and what to do about it; the reason is a {@link Reason}, or one that a newer version wrote. */
    public static String inWords(Words words, String reason) {
        for (Reason known : Reason.values()) {
            if (known.name().equals(reason)) {
                return words.say("feed.problem." + reason);
            }
        }
        return words.say("feed.problem." + Reason.FORBIDDEN);
    }
}
