package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the events list: which achievement of theirs stands for which other one, and when. */
public final class EventPairs {
    private static final String WEEKLY = "Achievement of the Week";
    private static final Duration WEEK = Duration.ofDays(7);

    private final SiteWorld world;
    private final List<EventPair> pairs = new ArrayList<>();
    private long lastId = 400;

    EventPairs(SiteWorld world) {
        this.world = world;
    }

    /** Lists an achievement of an event. */
    public EventPair list(
            @Nullable Long original,
            long copy,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String decorator) {
        synchronized (world) {
            Achievement inTheEvent = world.requireAchievement(copy);
            boolean event = world.game(inTheEvent.gameId())
                    .filter(game -> game.consoleName().equals(Game.EVENTS))
                    .isPresent();
            if (!event) {
                throw new IllegalArgumentException("Achievement " + copy + " is not an event's.");
            }
            if (original != null) {
                world.requireAchievement(original);
            }
            EventPair pair = new EventPair(++lastId, original, copy, from, until, decorator);
            pairs.add(pair);
            return pair;
        }
    }

    /** Lists an achievement of an event for good, unless it's listed. */
    void listOnce(long original, long copy) {
        synchronized (world) {
            if (pairs.stream().noneMatch(pair -> pair.copy() == copy)) {
                EventPair unused = list(original, copy, null, null, null);
            }
        }
    }

    /** Adds a copy of an achievement to an event's game and lists it. */
    public EventPair copy(
            long original,
            long eventGame,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String decorator) {
        synchronized (world) {
            Achievement source = world.requireAchievement(original);
            Achievement copy = world.addAchievement(eventGame, source.title(), source.description(), source.points());
            return list(original, copy.id(), from, until, decorator);
        }
    }

    /**
     * Ends the week that is running, and begins the next one.
     *
     * @param original the next achievement of the week; null for the first that never was one
     */
    public EventPair turnTheWeek(@Nullable Long original) {
        synchronized (world) {
            Instant now = world.now();
            long next = original == null ? neverListed() : original;
            long event = weekly();
            pairs.replaceAll(pair -> isOf(event, pair) && pair.isActive(now) ? pair.endedAt(now) : pair);
            int week = now.atZone(ZoneOffset.UTC).get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return copy(next, event, now, now.plus(WEEK), "Week " + week);
        }
    }

    private boolean isOf(long event, EventPair pair) {
        return world.requireAchievement(pair.copy()).gameId() == event;
    }

    private long weekly() {
        return world.games().stream()
                .filter(game ->
                        game.consoleName().equals(Game.EVENTS) && game.title().equals(WEEKLY))
                .map(Game::id)
                .findFirst()
                .orElseGet(() -> world.addGame(WEEKLY, Game.EVENTS).id());
    }

    private long neverListed() {
        return world.games().stream()
                .filter(game -> !game.consoleName().equals(Game.EVENTS))
                .flatMap(game -> world.achievements(game.id()).stream())
                .map(Achievement::id)
                .filter(id -> pairs.stream().noneMatch(pair -> Objects.equals(pair.original(), id)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Every achievement was one of the week already."));
    }

    /** All that was ever listed. */
    public List<EventPair> all() {
        synchronized (world) {
            return List.copyOf(pairs);
        }
    }
}
