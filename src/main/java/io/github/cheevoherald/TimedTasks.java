package io.github.cheevoherald;

import io.github.cheevoherald.announce.FeedCleanup;
import io.github.cheevoherald.events.EventNews;
import io.github.cheevoherald.events.EventRecorder;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.players.ProfileRefresh;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SecondConnection;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.EventLooks;
import io.github.cheevoherald.unlocks.ServerPresence;
import java.time.Clock;
import java.time.Duration;

/** What the bot does at set intervals, beside polling and delivery. */
final class TimedTasks {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Storage storage;
    private final Clock clock;
    private final Tasks tasks;

    TimedTasks(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
        this.tasks = new Tasks(storage.database, clock);
    }

    /** Marks players for a sweep, and releases event copies whose original did not come. */
    TimedTasks polling(Polling polling, Duration sweepInterval, Clock siteClock, Runnable newUnlocks) {
        long tenth = sweepInterval.toMillis() / 10;
        Duration sweepMarks = Duration.ofMillis(Math.min(60_000, Math.max(1_000, tenth)));
        tasks.every(sweepMarks, "sweeps", () -> polling.schedule.markSweeps(siteClock.instant()));
        tasks.every(Duration.ofSeconds(5), "event-twins", () -> {
            if (polling.recorder.releaseEventCopies() > 0) {
                newUnlocks.run();
            }
        });
        return this;
    }

    /** Looks at what the events list: which achievements are copies, and which have begun. */
    TimedTasks events(SiteEdge edge, Polling polling, SiteLinks links, Runnable added) {
        SecondApi second = edge.second.forTasks();
        EventRecorder recorder = new EventRecorder(storage.database, storage.guilds, storage.outbox, links, clock);
        EventNews news = new EventNews(
                second::gamesOf, edge.site.forPolls()::achievementOfTheWeek, recorder, clock, edge.clock, added);
        EventLooks looks = new EventLooks(second::activeEventAchievements, polling.recorder, clock, edge.clock, added);
        tasks.every(Duration.ofSeconds(5), "events", looks.passingOnTo(news::heard)::run);
        return this;
    }

    /** Retries saved registrations, refreshes profiles, and looks for members who came back. */
    TimedTasks players(Registration registration, Departures departures, RetroAchievements site) {
        ProfileRefresh profiles = new ProfileRefresh(storage.players, site, clock);
        tasks.every(SOON, "noted-registrations", () -> registration.confirmPending(site));
        tasks.every(MINUTE, "profiles", profiles::run);
        tasks.every(MINUTE, "members-who-left", departures::lookForReturns);
        return this;
    }

    /** Looks for another key in the settings while the site refuses the one in use. */
    TimedTasks siteKey(SiteKey key, SiteConnection site, SecondConnection second) {
        tasks.every(SOON, "site-key", () -> key.follow(site, second));
        return this;
    }

    /** Deletes what has been kept long enough. */
    TimedTasks cleanUp(ServerPresence presence) {
        FeedCleanup feeds = new FeedCleanup(storage.outbox, storage.guilds, clock);
        tasks.every(Duration.ofHours(1), "clean-up", () -> {
            feeds.run();
            presence.forgetLongGone();
        });
        return this;
    }

    /** The tasks, not started. */
    Tasks all() {
        return tasks;
    }
}
