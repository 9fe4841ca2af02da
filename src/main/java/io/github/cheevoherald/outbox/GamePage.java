package io.github.cheevoherald.outbox;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which game an address is about. Stored announcements hold the addresses of games, not their numbers. */
public final class GamePage {
    private static final Pattern PATH = Pattern.compile("(?:^|/)game/(\\d{1,18})(?!\\d)");

    private GamePage() {}

    /** The game's number, or 0 if it isn't a game's page. */
    public static long gameId(String address) {
        Matcher page = PATH.matcher(address);
        return page.find() ? Long.parseLong(page.group(1)) : 0;
    }
}
