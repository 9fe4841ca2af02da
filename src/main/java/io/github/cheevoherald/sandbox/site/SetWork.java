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
    private long lastClaim = 3000;
    private long lastVersion = 6000;

    /** A completed claim of one developer, by ULID. */
    public record Claim(long id, long gameId, String developer, boolean revision, Instant finishedAt) {}

    /** A game's set as it was published, with all of its achievements. */
    public record Version(long id, long gameId, int number, Instant createdAt, List<Achievement> achievements) {}

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
            Version version =
                    new Version(++lastVersion, game, number, world.now().minus(DATED_BACK), world.achievements(game));
            versions.add(version);
            return version;
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
