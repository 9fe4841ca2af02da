package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.unlocks.ContextThreads;
import io.github.cheevoherald.unlocks.PollLoop;
import io.github.cheevoherald.unlocks.PollRecording;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import io.github.cheevoherald.unlocks.context.SiteContext;
import io.github.cheevoherald.unlocks.schedule.ActivePlayersSource;
import io.github.cheevoherald.unlocks.schedule.FollowedPlayersSource;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import java.time.Clock;

/** Everything that polls players: the schedule, the loops that poll and scan by it, and the recorder of what is found. */
final class Polling implements AutoCloseable {
    private static final int REQUESTS_AT_A_TIME = 2;

    /** Leaves some of the second API's budget for everything else. */
    private static final int MAX_PAGES_PER_MINUTE = 30;

    final PollSchedule schedule;
    final UnlockRecorder recorder;
    final PollLoop loop;
    final PollLoop scans;
    private final ContextThreads contextThreads = new ContextThreads();
    private final boolean hasSecondApi;

    /** Polls nobody yet. {@code newUnlocks} is called when announcements were added to the outbox. */
    Polling(Config config, Storage storage, SiteEdge edge, News news, Runnable newUnlocks, Clock clock) {
        int requestsPerMinute = config.retroachievements().requestsPerMinute();
        PollSettings settings = settings(config.polling(), edge.second.isOn());
        schedule = new PollSchedule(storage.database, settings, requestsPerMinute, news, clock);
        recorder = new UnlockRecorder(storage.database, schedule, storage.outbox, edge.links, settings, clock);
        recorder.adoptTime(clock.instant());
        SiteContext context = new SiteContext(edge.site::ifSpare, edge.second::ifSpare, clock);
        PollRecording recording = new PollRecording(recorder, schedule, context, contextThreads, newUnlocks);
        UnlockPoll poll = new UnlockPoll(edge.site.forPolls(), schedule, recording, settings, edge.clock);
        FollowedPlayersSource followed = new FollowedPlayersSource(edge.site.forPolls());
        ActivityRadar radar = new ActivityRadar(followed, schedule, requestsPerMinute, clock);
        loop = new PollLoop(radar, poll, edge.budget::awaitFreeForPoll, REQUESTS_AT_A_TIME);
        ActivePlayersSource everybody = new ActivePlayersSource(edge.second.forTasks(), news.signs::seen);
        int pagesPerMinute =
                Math.min(MAX_PAGES_PER_MINUTE, config.retroachievements().v2RequestsPerMinute());
        ActivityScan scan = new ActivityScan(everybody, schedule, news.signs::areWanted, pagesPerMinute, clock);
        scans = PollLoop.ofScans(scan, edge.secondClock::ahead);
        hasSecondApi = edge.second.isOn();
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
        if (hasSecondApi) {
            scans.start();
        }
    }

    @Override
    public void close() {
        scans.close();
        loop.close();
        contextThreads.close();
    }
}
