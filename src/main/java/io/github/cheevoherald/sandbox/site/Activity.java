package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** When players were active: with each unlock that begins to show, and when they are said to be playing or reading. */
public final class Activity {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SiteWorld world;
    private final SkewedClock clock;
    private final Map<String, TreeMap<Instant, Sign>> signs = new HashMap<>();

    /** @param game null for the one they played before */
    private record Sign(boolean plays, @Nullable Long game) {}

    /** A sign and when it began to show, by the real clock. */
    private record Shown(Instant at, Sign sign) {}

    Activity(SiteWorld world, SkewedClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** The player's emulator shows now that they play, without an unlock. */
    public void show(String player) {
        add(player, new Sign(true, null));
    }

    /** The player's emulator shows now that they play this game. */
    public void show(String player, long game) {
        if (world.game(game).isEmpty()) {
            throw new IllegalArgumentException("There is no game " + game + ".");
        }
        add(player, new Sign(true, game));
    }

    /** The player opens a page of the site now. */
    public void read(String player) {
        add(player, new Sign(false, null));
    }

    private void add(String player, Sign sign) {
        synchronized (world) {
            signs.computeIfAbsent(world.require(player).ulid(), ulid -> new TreeMap<>())
                    .put(clock.realNow(), sign);
        }
    }

    /** When the player was last active, by the site's clock; null if never. */
    @Nullable Instant last(SitePlayer player) {
        return onSite(last(player, clock.realNow(), sign -> true));
    }

    /** When the player last showed that they play, by the site's clock; null if never. */
    @Nullable Instant lastPlayed(SitePlayer player) {
        return onSite(last(player, clock.realNow(), Sign::plays));
    }

    /** The game that the player played last; null if they never played. */
    @Nullable Game lastGame(SitePlayer player) {
        Shown last = last(player, clock.realNow(), sign -> sign.game() != null);
        return last == null || last.sign().game() == null
                ? null
                : world.game(last.sign().game()).orElse(null);
    }

    /** The same as of the last full minute: the site sorts by it, and writes it once a minute. */
    @Nullable Instant lastWritten(SitePlayer player) {
        long seconds = Math.floorMod(clock.now().getEpochSecond(), MINUTE.toSeconds());
        return onSite(last(player, clock.realNow().minusSeconds(seconds), sign -> true));
    }

    private @Nullable Instant onSite(@Nullable Shown shown) {
        return shown == null ? null : clock.onSite(shown.at());
    }

    private @Nullable Shown last(SitePlayer player, Instant moment, Predicate<Sign> which) {
        synchronized (world) {
            Shown last = null;
            for (Map.Entry<Instant, Sign> sign : signs.getOrDefault(player.ulid(), new TreeMap<>())
                    .headMap(moment, true)
                    .entrySet()) {
                last = which.test(sign.getValue()) ? new Shown(sign.getKey(), sign.getValue()) : last;
            }
            for (Unlock unlock : world.rows().ofPlayer(player.ulid(), moment)) {
                Sign sign = new Sign(true, gameOf(unlock));
                if (which.test(sign) && (last == null || unlock.visibleAt().isAfter(last.at()))) {
                    last = new Shown(unlock.visibleAt(), sign);
                }
            }
            return last;
        }
    }

    private @Nullable Long gameOf(Unlock unlock) {
        return world.achievement(unlock.achievementId())
                .flatMap(achievement -> world.game(achievement.gameId()))
                .filter(game -> !game.consoleName().equals(Game.EVENTS))
                .map(Game::id)
                .orElse(null);
    }
}
