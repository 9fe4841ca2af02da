package io.github.cheevoherald.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import net.dv8tion.jda.api.requests.RestRateLimiter;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.Route.CompiledRoute;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Discord limits us (429), as seen in its answers. JDA waits inside itself and repeats the request, so nobody else
 * hears of it. Logs the beginning and the end.
 */
final class SlowDowns {
    private static final Logger LOG = LoggerFactory.getLogger(SlowDowns.class);
    private static final String WHOLE_BOT = "the whole bot";

    /** An announcement is tried at least every minute; what isn't any more gets no answer that could end this. */
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(3);

    /** A pause of this length is worth a line at once; of shorter ones, the second in a row. */
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanos;
    private final Map<String, Spell> spells = new HashMap<>();
    private boolean logged;

    /** Measures time by a clock that only runs forwards. */
    SlowDowns(LongSupplier nanos) {
        this.nanos = nanos;
    }

    private record Spell(long since, long until) {}

    /** Learns from an answer; null where there was none. */
    synchronized void answered(CompiledRoute route, @Nullable Response response) {
        // Publishing has a limit of its own, and doesn't wait for it.
        if (response == null || route.getBaseRoute().equals(Route.Messages.CROSSPOST_MESSAGE)) {
            return;
        }
        if (response.code() == 429) {
            slowed(isForTheWholeBot(response) ? WHOLE_BOT : key(route), route, pauseOf(response));
        } else if (!spells.isEmpty()) {
            spells.remove(key(route));
            if (!route.getBaseRoute().isInteractionBucket()) {
                spells.remove(WHOLE_BOT);
            }
            ended();
        }
    }

    private void slowed(String key, CompiledRoute route, long pause) {
        long now = nanos.getAsLong();
        Spell before = current(key);
        spells.put(key, new Spell(before == null ? now : before.since, now + pause));
        if (!logged && (before != null || pause >= LONG)) {
            logged = true;
            LOG.warn(
                    "Discord tells us to slow down (429 for {}, which is tried again in {} s); it is kept until then",
                    key.equals(WHOLE_BOT) ? WHOLE_BOT : route.getBaseRoute(),
                    TimeUnit.NANOSECONDS.toSeconds(pause));
        }
    }

    private void ended() {
        spells.values().removeIf(this::isForgotten);
        if (logged && spells.isEmpty()) {
            logged = false;
            LOG.info("Discord no longer tells us to slow down");
        }
    }

    /** Whether posts to a channel are limited at present, or reading it back before one is repeated. */
    synchronized Optional<SlowDown> of(long channelId) {
        String channel = Long.toUnsignedString(channelId);
        long now = nanos.getAsLong();
        return Stream.of(
                        WHOLE_BOT,
                        key(Route.Messages.SEND_MESSAGE.compile(channel)),
                        key(Route.Messages.GET_MESSAGE_HISTORY.compile(channel)))
                .map(this::current)
                .flatMap(Stream::ofNullable)
                .map(spell -> new SlowDown(
                        Duration.ofNanos(now - spell.since), Duration.ofNanos(Math.max(0, spell.until - now))))
                .findFirst();
    }

    private @Nullable Spell current(String key) {
        Spell spell = spells.get(key);
        return spell == null || isForgotten(spell) ? null : spell;
    }

    private boolean isForgotten(Spell spell) {
        return nanos.getAsLong() - spell.until > FORGOTTEN;
    }

    private static String key(CompiledRoute route) {
        return route.getBaseRoute() + ":" + route.getMajorParameters();
    }

    /** As JDA tells them apart. */
    private static boolean isForTheWholeBot(Response response) {
        return response.header(RestRateLimiter.GLOBAL_HEADER) != null || response.header("via") == null;
    }

    private static long pauseOf(Response response) {
        String seconds = response.header(RestRateLimiter.RETRY_AFTER_HEADER, "0");
        try {
            return TimeUnit.SECONDS.toNanos(Long.parseLong(seconds));
        } catch (NumberFormatException unreadable) {
            return 0;
        }
    }
}
