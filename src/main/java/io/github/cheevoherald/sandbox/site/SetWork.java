package io.github.cheevoherald.sandbox.site;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What developers complete: claims on a game's set, and the versions of the set that result. */
public final class SetWork {
    /** The site dates a version back to when its set was last changed. */
    private static final Duration DATED_BACK = Duration.ofHours(1);

    private final SiteWorld world;
    private final List<Claim> claims = new ArrayList<>();
    private final List<Version> versions = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private long lastClaim = 3000;
    private long lastVersion = 6000;

    /** A completed claim of one developer, by ULID. */
    public record Claim(long id, long gameId, String developer, boolean revision, Instant finishedAt) {}

    /**
     * A game's set as it was published, with all of its achievements.
     *
     * @param listed whether the site keeps the list
     */
    public record Version(
            long id, long gameId, int number, Instant createdAt, List<Achievement> achievements, boolean listed) {}

    /** A player's request for a set, by ULID. */
    public record Wish(String player, long gameId) {}

    SetWork(SiteWorld world) {
        this.world = world;
    }

    /** Completes the work of some developers on a game's set, which is a revision once the set has a version. */
    public Version complete(long game, List<String> developers) {
        synchronized (world) {
            if (world.game(game).isEmpty()) {
                throw new IllegalArgumentException("There is no game " + game + ".");
            }
            int number = 1
                    + (int) versions.stream()
                            .filter(version -> version.gameId() == game)
                            .count();
            for (String developer : developers) {
                String ulid = world.require(developer).ulid();
                claims.add(new Claim(++lastClaim, game, ulid, number > 1, world.now()));
            }
            return publish(game, true);
        }
    }

    /** Publishes a set as it is now without any claim, with or without a list of its achievements. */
    public Version publish(long game, boolean listed) {
        synchronized (world) {
            int number = 1
                    + (int) versions.stream()
                            .filter(version -> version.gameId() == game)
                            .count();
            List<Achievement> achievements = world.achievements(game);
            Version version =
                    new Version(++lastVersion, game, number, world.now().minus(DATED_BACK), achievements, listed);
            versions.add(version);
            return version;
        }
    }

    /** Has a player request a set for a game. */
    public Wish request(String player, long game) {
        synchronized (world) {
            if (world.game(game).isEmpty()) {
                throw new IllegalArgumentException("There is no game " + game + ".");
            }
            Wish wish = new Wish(world.require(player).ulid(), game);
            wishes.add(wish);
            return wish;
        }
    }

    /** A player's requests; without {@code all}, those for games that have no version yet. */
    List<Wish> requests(SitePlayer player, boolean all) {
        synchronized (world) {
            return wishes.stream()
                    .filter(wish -> wish.player().equals(player.ulid()))
                    .filter(wish -> all || versions.stream().noneMatch(version -> version.gameId() == wish.gameId()))
                    .toList();
        }
    }

    /** All completed claims, oldest first. */
    public List<Claim> claims() {
        synchronized (world) {
            return List.copyOf(claims);
        }
    }

    /** All versions, oldest first. */
    public List<Version> versions() {
        synchronized (world) {
            return List.copyOf(versions);
        }
    }
}
