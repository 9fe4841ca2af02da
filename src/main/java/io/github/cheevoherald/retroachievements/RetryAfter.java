package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The pause that an answer asks for, in either of the header's forms, an hour at most. */
final class RetryAfter {
    private static final Duration MAX_PAUSE = Duration.ofHours(1);

    private RetryAfter() {}

    static @Nullable Duration of(Response response, Instant siteTime) {
        String value = response.header("Retry-After");
        if (value == null) {
            return null;
        }
        String text = value.strip();
        if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return text.length() > 6 ? MAX_PAUSE : atMost(Duration.ofSeconds(Long.parseLong(text)));
        }
        Instant until = response.headers().getInstant("Retry-After");
        if (until == null) {
            return null;
        }
        Instant dated = response.headers().getInstant("Date");
        return atMost(Duration.between(dated == null ? siteTime : dated, until));
    }

    private static Duration atMost(Duration pause) {
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }
}
