package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** When players were active: with each unlock that begins to show, and when they are said to be playing. */
public final class Activity {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SiteWorld world;
    private final SkewedClock clock;
    private final Map<String, TreeSet<Instant>> signs = new HashMap<>();

    Activity(SiteWorld world, SkewedClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** The player does something on the site now, without an unlock. */
    public void show(String player) {
        synchronized (world) {
            signs.computeIfAbsent(world.require(player).ulid(), ulid -> new TreeSet<>())
                    .add(clock.realNow());
        }
    }

    /** When the player was last active, by the site's clock; null if never. */
    @Nullable Instant last(SitePlayer player) {
        return upTo(player, clock.realNow());
    }

    /** The same as of the last full minute: the site sorts by it, and writes it once a minute. */
    @Nullable Instant lastWritten(SitePlayer player) {
        long seconds = Math.floorMod(clock.now().getEpochSecond(), MINUTE.toSeconds());
        return upTo(player, clock.realNow().minusSeconds(seconds));
    }

    private @Nullable Instant upTo(SitePlayer player, Instant moment) {
        synchronized (world) {
            Instant last = signs.getOrDefault(player.ulid(), new TreeSet<>()).floor(moment);
            for (Unlock unlock : world.rows().ofPlayer(player.ulid(), moment)) {
                last = last == null || unlock.visibleAt().isAfter(last) ? unlock.visibleAt() : last;
            }
            return last == null ? null : clock.onSite(last);
        }
    }
}
