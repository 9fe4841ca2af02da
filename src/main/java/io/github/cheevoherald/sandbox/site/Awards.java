package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The players' awards, which follow from their unlocks: beaten with all progression and win-condition achievements of a
 * game, completed or mastered with the whole set. They are worked out when somebody looks, as of the moments at which
 * unlocks began to show.
 */
public final class Awards {
    private static final int MIN_FOR_MASTERY = 6;
    private static final Set<String> NECESSARY = Set.of("progression", "win_condition");

    private final SiteWorld world;
    private final SkewedClock clock;
    private final TreeMap<Long, Award> rows = new TreeMap<>();
    private final PriorityQueue<Change> changes =
            new PriorityQueue<>(Comparator.comparing(Change::at).thenComparing(Change::number));
    private final Set<Long> playedGames = new HashSet<>();
    private long lastId = 700_000;
    private long lastChange;

    private record Change(Instant at, long number, String player, long gameId) {}

    private record Completion(boolean hardcore, Instant date) {}

    Awards(SiteWorld world, SkewedClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** All awards, in the order in which they were inserted. */
    public List<Award> all() {
        synchronized (world) {
            settle();
            return List.copyOf(rows.values());
        }
    }

    /** A player's awards, in the order in which they were inserted. */
    public List<Award> of(String player) {
        String ulid = world.require(player).ulid();
        return all().stream().filter(award -> award.player().equals(ulid)).toList();
    }

    /** Gives the player an event's award, or the next tier of the one they have, in the same row. */
    public Award grant(String player, long eventGame, @Nullable Integer tier) {
        synchronized (world) {
            settle();
            String ulid = world.require(player).ulid();
            Award before = find(ulid, eventGame, Award.Kind.EVENT);
            long id = before == null ? ++lastId : before.id();
            Award award = new Award(id, ulid, Award.Kind.EVENT, eventGame, tier, clock.now());
            rows.put(id, award);
            return award;
        }
    }

    /** The player loses the award for having beaten a game, and has it again, in another row. */
    public Award reearn(String player, long game) {
        synchronized (world) {
            settle();
            String ulid = world.require(player).ulid();
            Award before = find(ulid, game, Award.Kind.BEATEN_HARDCORE);
            before = before == null ? find(ulid, game, Award.Kind.BEATEN_CASUAL) : before;
            if (before == null) {
                throw new IllegalArgumentException(player + " hasn't beaten game " + game + ".");
            }
            rows.remove(before.id());
            return insert(before.kind(), ulid, game, before.awardedAt());
        }
    }

    /** The player's row for an achievement of this game changes at that moment. */
    void unlockChanges(String ulid, long game, Instant at) {
        changes.add(new Change(at, ++lastChange, ulid, game));
        playedGames.add(game);
    }

    /** The game's set is another one from now on. To be called after {@link #settle}, once it has changed. */
    void setChanged(long game) {
        if (!playedGames.contains(game)) {
            return;
        }
        Set<String> players = new LinkedHashSet<>();
        rows.values().stream().filter(award -> award.gameId() == game).forEach(award -> players.add(award.player()));
        for (Achievement achievement : world.achievements(game)) {
            world.unlocksOf(achievement.id()).forEach(unlock -> players.add(unlock.player()));
        }
        players.forEach(player -> unlockChanges(player, game, clock.realNow()));
    }

    /** Works out what has changed up to now. */
    void settle() {
        for (Change next = changes.peek(); next != null && !next.at().isAfter(clock.realNow()); next = changes.peek()) {
            changes.remove();
            apply(next);
        }
    }

    private void apply(Change change) {
        Game game = world.game(change.gameId()).orElse(null);
        if (game == null || game.consoleName().equals(Game.EVENTS)) {
            return;
        }
        List<Achievement> set = new ArrayList<>(world.achievements(game.id()));
        set.removeIf(achievement -> !achievement.promoted());
        List<Achievement> necessary = new ArrayList<>(set);
        necessary.removeIf(achievement -> !NECESSARY.contains(Objects.requireNonNullElse(achievement.type(), "")));
        Completion beaten = completion(change, necessary, 1);
        if (beaten == null) {
            remove(find(change.player(), game.id(), Award.Kind.BEATEN_CASUAL));
            remove(find(change.player(), game.id(), Award.Kind.BEATEN_HARDCORE));
        } else {
            award(change, beaten, Award.Kind.BEATEN_HARDCORE, Award.Kind.BEATEN_CASUAL);
        }
        // A set that grows or a reset doesn't take these away.
        Completion whole = completion(change, set, MIN_FOR_MASTERY);
        if (whole != null) {
            award(change, whole, Award.Kind.MASTERED, Award.Kind.COMPLETED);
        }
    }

    private @Nullable Completion completion(Change change, List<Achievement> all, int least) {
        if (all.size() < least) {
            return null;
        }
        boolean hardcore = true;
        Instant date = Instant.MIN;
        for (Achievement achievement : all) {
            Unlock unlock = world.rows().at(change.player(), achievement.id(), change.at());
            if (unlock == null) {
                return null;
            }
            hardcore = hardcore && unlock.hardcore();
            date = unlock.date().isAfter(date) ? unlock.date() : date;
        }
        return new Completion(hardcore, date);
    }

    private void award(Change change, Completion completion, Award.Kind hardcore, Award.Kind casual) {
        if (find(change.player(), change.gameId(), hardcore) != null) {
            return;
        }
        Award before = find(change.player(), change.gameId(), casual);
        if (completion.hardcore()) {
            remove(before);
            insert(hardcore, change.player(), change.gameId(), completion.date());
        } else if (before == null) {
            insert(casual, change.player(), change.gameId(), completion.date());
        }
    }

    private Award insert(Award.Kind kind, String ulid, long game, Instant date) {
        Award award = new Award(++lastId, ulid, kind, game, null, date);
        rows.put(award.id(), award);
        return award;
    }

    private void remove(@Nullable Award award) {
        if (award != null) {
            rows.remove(award.id());
        }
    }

    private @Nullable Award find(String ulid, long game, Award.Kind kind) {
        for (Award award : rows.values()) {
            if (award.isFor(ulid, game, kind)) {
                return award;
            }
        }
        return null;
    }
}
