package io.github.cheevoherald.awards;

import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has awards recorded player by player, with how long they took; one player's failure doesn't stop the others. */
final class AwardIntake {
    private static final Logger LOG = LoggerFactory.getLogger(AwardIntake.class);
    private static final int ULIDS_AT_A_TIME = 500;

    private final Database database;
    private final AwardRecorder recorder;
    private final PlayTimes playTimes;
    private final Clock clock;
    private final Runnable added;
    private final AwardLinks links = new AwardLinks();

    /** @param added run when announcements were added to the outbox */
    AwardIntake(Database database, AwardRecorder recorder, PlayTimes playTimes, Clock clock, Runnable added) {
        this.database = database;
        this.recorder = recorder;
        this.playTimes = playTimes;
        this.clock = clock;
        this.added = added;
    }

    /** Records those of everybody's awards that are wanted and new, oldest first. */
    void takeLatest(List<FoundAward> everybodys, AwardLook look) {
        Instant until = clock.instant().plus(PlayTimes.PATIENCE);
        Map<String, List<FoundAward>> byPlayer = new LinkedHashMap<>();
        everybodys.stream()
                .sorted(AwardRecorder.OLDEST_FIRST)
                .forEach(award -> byPlayer.computeIfAbsent(award.ulid(), ulid -> new ArrayList<>())
                        .add(award));
        Map<String, Player> wanted = wanted(List.copyOf(byPlayer.keySet()));
        byPlayer.forEach((ulid, awards) -> {
            Player player = wanted.get(ulid);
            if (player != null) {
                safely(player, () -> {
                    List<FoundAward> unrecorded = recorder.unrecorded(player, awards);
                    if (!unrecorded.isEmpty()) {
                        record(player, unrecorded, look, Duration.between(clock.instant(), until));
                    }
                });
            }
        });
    }

    /** Records the list of all of a player's awards. */
    void takeList(Player player, List<FoundAward> all, AwardLook look) {
        safely(player, () -> record(player, all, look, PlayTimes.PATIENCE));
    }

    private void record(Player player, List<FoundAward> awards, AwardLook look, Duration patience) {
        Set<AwardKey> news = recorder.news(player, awards, look);
        int announcements = recorder.record(player, playTimes.added(player.ulid(), awards, news, patience), look);
        if (announcements > 0) {
            added.run();
        }
    }

    private void safely(Player player, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            if (Database.isOutage(e)) {
                throw e;
            }
            LOG.error(
                    "Awards of {} couldn't be recorded; all of theirs are read again: {}",
                    player.name(),
                    StoreException.reason(e));
            LOG.debug("The failure", e);
            database.useTransaction(handle -> links.readAgain(handle, player.id()));
        }
    }

    private Map<String, Player> wanted(List<String> ulids) {
        Map<String, Player> wanted = new LinkedHashMap<>();
        for (int from = 0; from < ulids.size(); from += ULIDS_AT_A_TIME) {
            List<String> some = ulids.subList(from, Math.min(ulids.size(), from + ULIDS_AT_A_TIME));
            database.read(handle -> handle.createQuery(
                                    "SELECT p.* FROM players p WHERE p.ulid IN (<ulids>) AND " + AwardLinks.WANTED)
                            .bindList("ulids", some)
                            .map(Players::player)
                            .list())
                    .forEach(player -> wanted.put(player.ulid(), player));
        }
        return wanted;
    }
}
