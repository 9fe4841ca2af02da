package io.github.cheevoherald.discord;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Discord's time, estimated from its answers. Our own clock may be far off. */
final class DiscordClock extends Clock implements Interceptor {
    private static final Duration CLOSE_ENOUGH = Duration.ofSeconds(5);

    private final Clock local;
    private volatile Duration offset = Duration.ZERO;

    DiscordClock(Clock local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return local.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return local.withZone(zone);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        observe(response.headers().getDate("Date"));
        return response;
    }

    private void observe(@Nullable Date date) {
        if (date != null) {
            Duration seen = Duration.between(local.instant(), date.toInstant());
            if (seen.minus(offset).abs().compareTo(CLOSE_ENOUGH) > 0) {
                offset = seen;
            }
        }
    }
}
