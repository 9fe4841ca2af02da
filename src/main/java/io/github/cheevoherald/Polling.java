package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.unlocks.FollowedPlayersSource;
import io.github.cheevoherald.unlocks.PollLoop;
import io.github.cheevoherald.unlocks.PollSchedule;
import io.github.cheevoherald.unlocks.PollSettings;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import java.time.Clock;

/** Everything that polls players: the schedule, the loop that follows it, and the recorder of what is found. */
final class Polling implements AutoCloseable {
    private static final int REQUESTS_AT_A_TIME = 2;

    final PollSchedule schedule;
    final UnlockRecorder recorder;
    final PollLoop loop;

    /** Polls nobody yet. {@code newUnlocks} is called when announcements were added to the outbox. */
    Polling(Config config, Storage storage, SiteEdge edge, SiteLinks links, Runnable newUnlocks, Clock clock) {
        int requestsPerMinute = config.retroachievements().requestsPerMinute();
        PollSettings settings = settings(config.polling(), edge.second.isOn());
        schedule = new PollSchedule(storage.database, settings, requestsPerMinute, clock);
        recorder = new UnlockRecorder(storage.database, schedule, storage.outbox, links, settings, clock);
        recorder.adoptTime(clock.instant());
        UnlockPoll poll = new UnlockPoll(edge.site.forPolls(), schedule, recorder, settings, edge.clock, newUnlocks);
        FollowedPlayersSource followed = new FollowedPlayersSource(edge.site.forPolls());
        ActivityRadar radar = new ActivityRadar(followed, schedule, requestsPerMinute, clock);
        loop = new PollLoop(radar, poll, edge.budget::awaitFreeForPoll, REQUESTS_AT_A_TIME);
    }

    private static PollSettings settings(Config.Polling polling, boolean namesCopies) {
        return new PollSettings(
                polling.minInterval(),
                polling.maxInterval(),
                polling.overlap(),
                polling.lateHorizon(),
                polling.sweepInterval(),
                namesCopies);
    }

    void start() {
        schedule.start();
        loop.start();
    }

    @Override
    public void close() {
        loop.close();
    }
}
