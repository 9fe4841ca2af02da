package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events list: which achievement of theirs stands for which other one, and when. */
public final class EventPairs {
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

    /** All that was ever listed. */
    public List<EventPair> all() {
        synchronized (world) {
            return List.copyOf(pairs);
        }
    }
}
