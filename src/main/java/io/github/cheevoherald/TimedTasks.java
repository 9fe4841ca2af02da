package io.github.cheevoherald;

import io.github.cheevoherald.announce.FeedCleanup;
import io.github.cheevoherald.members.Departures;
import io.github.cheevoherald.players.ProfileRefresh;
import io.github.cheevoherald.players.Registration;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondConnection;
import io.github.cheevoherald.retroachievements.SiteConnection;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.sets.GameInterests;
import io.github.cheevoherald.sets.InterestRefresh;
import io.github.cheevoherald.sets.PlayerLists;
import io.github.cheevoherald.sets.SetLists;
import io.github.cheevoherald.sets.SetRecorder;
import io.github.cheevoherald.sets.SetWatch;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.EventPairRefresh;
import io.github.cheevoherald.unlocks.ServerPresence;
import java.time.Clock;
import java.time.Duration;

/** What the bot does at set intervals, beside polling and delivery. */
final class TimedTasks {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Gets 10,000 players round in a day. */
    private static final Duration A_PLAYER = Duration.ofSeconds(8);

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

    /** Asks the second API which events' achievements are copies, unless it is off. */
    TimedTasks eventPairs(SecondConnection second, Polling polling, Clock siteClock, Runnable newUnlocks) {
        EventPairRefresh pairs = new EventPairRefresh(
                second.forTasks()::activeEventAchievements, polling.recorder, clock, siteClock, newUnlocks);
        if (second.isOn()) {
            tasks.every(Duration.ofSeconds(5), "event-pairs", pairs::run);
        }
        return this;
    }

    /** Looks for new and revised sets, and for what players have played, completed and requested. */
    TimedTasks sets(SiteEdge edge, SiteLinks links, Runnable newAnnouncements) {
        if (!edge.second.isOn()) {
            return this;
        }
        GameInterests interests = storage.gameInterests;
        SetRecorder recorder = new SetRecorder(storage.database, storage.outbox, interests, links, clock);
        SetWatch watch = new SetWatch(SetLists.of(edge.second.forTasks()), recorder, interests, clock, edge.clock);
        InterestRefresh refresh =
                new InterestRefresh(interests, PlayerLists.of(edge.site.forPolls(), edge.second.forTasks()), clock);
        tasks.every(Duration.ofSeconds(30), "sets", () -> {
            if (watch.run() > 0) {
                newAnnouncements.run();
            }
        });
        tasks.every(A_PLAYER, "played-games", refresh::readGames);
        tasks.every(A_PLAYER, "set-requests", refresh::readRequests);
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
            storage.gameInterests.forgetUnlinked();
            presence.forgetLongGone();
        });
        return this;
    }

    /** The tasks, not started. */
    Tasks all() {
        return tasks;
    }
}
