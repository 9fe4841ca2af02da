package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.words.Words;

/** Why a feed is blocked, in words for a server's people. */
public final class FeedProblem {
    private FeedProblem() {}

    /**
     * What is wrong and what to do.
     *
     * @param reason as a feed keeps it: the name of a {@link Reason}, or one that a newer version wrote
     */
    public static String inWords(Words words, String reason) {
        for (Reason known : Reason.values()) {
            if (known.name().equals(reason)) {
                return words.say("feed.problem." + reason);
            }
        }
        return words.say("feed.problem." + Reason.FORBIDDEN);
    }
}
