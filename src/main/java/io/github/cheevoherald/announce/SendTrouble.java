package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.words.Words;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the reason why Discord did not take an announcement, which is tried again, into words for a server's people. */
public final class SendTrouble {
    private static final Pattern STATUS = Pattern.compile("status (\\d{3})");

    private SendTrouble() {}

    /**
     * The reason, which another version may have written; empty where it is the channel, which the feed itself knows
     * better.
     */
    public static Optional<String> inWords(Words words, String problem) {
        if (Arrays.stream(Reason.values()).anyMatch(reason -> reason.name().equals(problem))) {
            return Optional.empty();
        }
        Matcher status = STATUS.matcher(problem);
        if (status.find()) {
            return Optional.of(words.say("send.trouble.status", "status", status.group(1)));
        }
        return Optional.of(words.say(
                switch (problem) {
                    case "the server is not available" -> "send.trouble.server";
                    case "Discord says to slow down" -> "send.trouble.slow-down";
                    case SendResult.NOT_CONNECTED, SendResult.SHUT_DOWN -> "send.trouble.connection";
                    default -> "send.trouble.other";
                }));
    }
}
