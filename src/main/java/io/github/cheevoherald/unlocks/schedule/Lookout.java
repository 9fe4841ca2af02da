package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.rota.Rota;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the watched players in the lists of the radar and of scans, and passes on to the rota what they show. */
final class Lookout {
    private static final Logger log = LoggerFactory.getLogger(Lookout.class);

    /** Lists showed the points of earlier unlocks before. */
    private static final Duration LATEST = Duration.ofMinutes(5);

    private final Rota rota;
    private final Map<String, Long> idByUlid = new HashMap<>();
    private Set<String> covered = Set.of();

    Lookout(Rota rota) {
        this.rota = rota;
    }

    /** Looks out for a player of the rota. */
    void add(String ulid, long playerId) {
        idByUlid.put(ulid, playerId);
        rota.covered(playerId, covered.contains(ulid));
    }

    boolean knows(String ulid, long playerId) {
        return Long.valueOf(playerId).equals(idByUlid.get(ulid));
    }

    void remove(long playerId) {
        idByUlid.values().remove(playerId);
    }

    void moved(Set<String> ulids, long now) {
        for (String ulid : ulids) {
            Long playerId = idByUlid.get(ulid);
            if (playerId != null) {
                rota.moved(playerId, now);
            }
        }
    }

    void sighted(List<ActivityScan.Sighting> players, long now) {
        for (ActivityScan.Sighting player : players) {
            Long playerId = idByUlid.get(player.ulid());
            if (playerId != null) {
                rota.sighted(playerId, player.points(), player.ago(), now);
            }
        }
    }

    void covers(Set<String> ulids) {
        if (ulids.size() != covered.size()) {
            log.info("The API key's account follows {} players; their points show when to poll them", ulids.size());
        }
        covered = ulids;
        idByUlid.forEach((ulid, playerId) -> rota.covered(playerId, ulids.contains(ulid)));
    }

    int coveredPlayers() {
        return (int) idByUlid.keySet().stream().filter(covered::contains).count();
    }

    int uncoveredPlayers() {
        return idByUlid.size() - coveredPlayers();
    }

    /** The points of a poll's new unlocks as far as they move a list's: an achievement's once, and none for events. */
    static long pointsOfLatest(List<RecentUnlock> found, Instant siteNow) {
        Set<Long> counted = new HashSet<>();
        long points = 0;
        for (RecentUnlock unlock : found) {
            boolean isLatest = unlock.date().isAfter(siteNow.minus(LATEST));
            if (isLatest && !unlock.isEvent() && counted.add(unlock.achievementId())) {
                points += unlock.points();
            }
        }
        return points;
    }
}
