package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the second API, with the key in a header. The site knows it below two paths; where the configured one doesn't
 * exist, the other one on the same host is tried, and kept if it answers.
 */
final class SecondApiClient implements ApiWire {
    private static final Logger LOG = LoggerFactory.getLogger(SecondApiClient.class);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String SHORT_PATH = "/v2/";
    private static final String LONG_PATH = "/api/v2/";
    private static final int NOT_FOUND = 404;

    /** Concerns nobody, so it goes ahead of other queries when the API is in doubt. */
    static final ApiQuery HEALTH = ApiQuery.of("health");

    private final Transport transport;
    private final SiteAddress access;
    private final Duration timeout;
    private volatile HttpUrl base;
    private volatile boolean answered;
    private volatile boolean triedOther;

    SecondApiClient(OkHttpClient shared, SiteAddress access, SiteClock clock, Duration timeout) {
        this.transport = new Transport(shared, access, clock, timeout, SecondApiClient::untilTheNextMinute);
        this.access = access;
        this.timeout = timeout;
        this.base = Transport.base(access);
    }

    /** The API counts by the minute. Its date is cut to seconds, so this may end up to a second late, never early. */
    private static Duration untilTheNextMinute(Instant throttledAt) {
        long second = Math.floorMod(throttledAt.getEpochSecond(), MINUTE.toSeconds());
        return MINUTE.minusSeconds(second);
    }

    @Override
    public Reply ask(ApiQuery query) {
        return ask(query, timeout);
    }

    @Override
    public Reply ask(ApiQuery query, Duration within) {
        Reply reply = send(query, base, within);
        if (!isNotFound(reply)) {
            if (reply.json().isPresent()) {
                answered = true;
            }
            return reply;
        }
        boolean isFirst = !answered && !triedOther;
        if (isFirst || query.equals(HEALTH)) {
            triedOther = true;
            Optional<Reply> other = tryTheOtherPath(query, within);
            if (other.isPresent()) {
                return other.get();
            }
        }
        // A player may be missing, but only where the API exists; a list always exists.
        return answered && query.subject().isPresent() ? reply : new Reply.Down("HTTP 404: no such API there", null);
    }

    private Optional<Reply> tryTheOtherPath(ApiQuery query, Duration within) {
        HttpUrl other = other(base);
        Reply reply = send(query, other, within);
        boolean found = reply.json().filter(json -> json.status() < 300).isPresent();
        if (!found) {
            return Optional.empty();
        }
        LOG.info("RetroAchievements' second API is at {}; the configured path doesn't exist", other);
        base = other;
        answered = true;
        return Optional.of(reply);
    }

    static HttpUrl other(HttpUrl base) {
        String path = base.encodedPath();
        if (path.endsWith(LONG_PATH)) {
            path = path.substring(0, path.length() - LONG_PATH.length()) + SHORT_PATH;
        } else if (path.endsWith(SHORT_PATH)) {
            path = path.substring(0, path.length() - SHORT_PATH.length()) + LONG_PATH;
        } else {
            path = LONG_PATH;
        }
        return base.newBuilder().encodedPath(path).build();
    }

    private Reply send(ApiQuery query, HttpUrl below, Duration within) {
        HttpUrl.Builder address = below.newBuilder();
        String path = query.method();
        for (ApiQuery.Parameter parameter : query.parameters()) {
            if (parameter.name().equals(ApiQuery.USER)) {
                path = path.replace("{u}", parameter.value());
            } else {
                address.addQueryParameter(parameter.name(), parameter.value());
            }
        }
        for (String segment : path.split("/", -1)) {
            address.addPathSegment(segment);
        }
        Request request = new Request.Builder()
                .url(address.build())
                .header("Accept", "application/vnd.api+json")
                .header("User-Agent", access.userAgent())
                .header("X-API-Key", access.key().get())
                .build();
        return transport.send(request, within);
    }

    private static boolean isNotFound(Reply reply) {
        return reply.fold(new Reply.Cases<Boolean>(
                json -> json.status() == NOT_FOUND,
                refusedKey -> false,
                rateLimited -> false,
                down -> down.reason().startsWith("HTML with HTTP " + NOT_FOUND),
                forbidden -> false,
                cancelled -> false,
                unreadable -> unreadable.reason().contains("HTTP " + NOT_FOUND)));
    }

    @Override
    public void close() {
        transport.close();
    }
}
