package io.github.cheevoherald.awards;

import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.players.Players;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Watches the site for new awards: everybody's latest every two minutes, those of events now and then, and all of a
 * player's once when their link begins. While nobody's awards are wanted it asks nothing.
 */
public final class AwardWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMinutes(2);
    private static final Duration EVENTS_INTERVAL = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final Clock siteClock;
    private final PlayTimes playTimes;
    private final LatestAwards latest;
    private final AwardLists lists;
    private @Nullable Instant lookedAt;
    private @Nullable Instant lookedAtEventsAt;
    private boolean isForgotten;

    /** The site's APIs and its clock. */
    public record Site(SecondApi second, RetroAchievements first, Clock clock) {}

    /** @param added run when announcements were added to the outbox */
    public AwardWatch(
            Database database, Site site, AwardRecorder recorder, Duration lateHorizon, Clock clock, Runnable added) {
        this.database = database;
        this.clock = clock;
        this.siteClock = site.clock();
        playTimes = new PlayTimes(site.second()::playedGames);
        AwardIntake intake = new AwardIntake(database, recorder, playTimes, clock, added);
        latest = new LatestAwards(database, site.second(), site.first(), intake, lateHorizon);
        lists = new AwardLists(database, site.second()::awards, intake, clock);
    }

    /** Does what is due. Call it every few seconds; it blocks while the site is being asked. */
    public void run() {
        if (!isWanted()) {
            forget();
            return;
        }
        isForgotten = false;
        if (isDue(lookedAt, INTERVAL)) {
            lookedAt = clock.instant();
            latest.look(siteClock.instant());
        }
        if (isDue(lookedAtEventsAt, EVENTS_INTERVAL)) {
            lookedAtEventsAt = clock.instant();
            latest.lookAtEvents(siteClock.instant());
        }
        lists.readSome(() -> latest.atOnePlayer(siteClock.instant()));
    }

    private boolean isDue(@Nullable Instant last, Duration interval) {
        return last == null || !clock.instant().isBefore(last.plus(interval));
    }

    private boolean isWanted() {
        return database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 " + Players.ANNOUNCED_LINKS
                        + " AND f.kind = '" + AwardAnnouncement.KIND + "')")
                .mapTo(Boolean.class)
                .one());
    }

    private void forget() {
        if (!isForgotten) {
            latest.forget();
            lookedAt = null;
            lookedAtEventsAt = null;
            isForgotten = true;
        }
    }

    @Override
    public void close() {
        playTimes.close();
    }
}
