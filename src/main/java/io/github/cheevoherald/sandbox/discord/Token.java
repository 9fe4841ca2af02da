package io.github.cheevoherald.sandbox.discord;

import org.jspecify.annotations.Nullable;

/** The only valid token, until it's replaced. */
final class Token {
    private final String base;
    private volatile String value;
    private int issued;

    Token(long botId) {
        base = "MTE." + Long.toString(botId, 36) + ".embedded-discord-takes-no-other-";
        value = base + issued;
    }

    String value() {
        return value;
    }

    synchronized void replace() {
        issued++;
        value = base + issued;
    }

    boolean is(String given) {
        return given.equals(value) || given.equals("Bot " + value);
    }

    boolean authorizes(@Nullable String header) {
        return ("Bot " + value).equals(header);
    }
}
