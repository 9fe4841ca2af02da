package io.github.cheevoherald.sandbox.discord;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers for a while which message each of the bot's nonces created, in any channel. */
final class RecentNonces {
    private final Clock clock;
    private final Map<String, Made> made = new LinkedHashMap<>();
    private Duration memory = Duration.ofMinutes(5);

    RecentNonces(Clock clock) {
        this.clock = clock;
    }

    void memory(Duration now) {
        memory = now;
    }

    void remember(String nonce, MessageState message) {
        Instant now = clock.instant();
        made.values().removeIf(entry -> entry.at().plus(memory).isBefore(now));
        made.put(nonce, new Made(message, now));
    }

    @Nullable MessageState recall(String nonce) {
        Made entry = made.get(nonce);
        boolean known = entry != null && !entry.at().plus(memory).isBefore(clock.instant());
        return known && entry != null ? entry.message() : null;
    }

    private record Made(MessageState message, Instant at) {}
}
