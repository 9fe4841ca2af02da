package io.github.cheevoherald;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.leaderboards.LeaderboardCheck;
import io.github.cheevoherald.leaderboards.ScoreRecorder;
import io.github.cheevoherald.leaderboards.SignsOfPlay;
import io.github.cheevoherald.leaderboards.Sittings;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.unlocks.ActivePlayersSource;
import io.github.cheevoherald.unlocks.FollowedPlayersSource;
import io.github.cheevoherald.unlocks.PollLoop;
import io.github.cheevoherald.unlocks.PollSchedule;
import io.github.cheevoherald.unlocks.PollSettings;
import io.github.cheevoherald.unlocks.UnlockListener;
import io.github.cheevoherald.unlocks.UnlockPoll;
import io.github.cheevoherald.unlocks.UnlockRecorder;
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
    final LeaderboardCheck leaderboards;
    private final boolean hasSecondApi;

    /** Polls nobody yet. {@code newUnlocks} is called when announcements were added to the outbox. */
    Polling(Config config, Storage storage, SiteEdge edge, SiteLinks links, Runnable newUnlocks, Clock clock) {
        int requestsPerMinute = config.retroachievements().requestsPerMinute();
        PollSettings settings = settings(config.polling(), edge.second.isOn());
        Sittings sittings = new Sittings(storage.database, clock, edge.clock);
        sittings.adoptTime(clock.instant());
        UnlockListener unlocks = edge.second.isOn() ? sittings::unlocked : (handle, playerId, found) -> {};
        schedule = new PollSchedule(storage.database, settings, requestsPerMinute, unlocks, clock);
        recorder = new UnlockRecorder(storage.database, schedule, storage.outbox, links, settings, clock);
        recorder.adoptTime(clock.instant());
        UnlockPoll poll = new UnlockPoll(edge.site.forPolls(), schedule, recorder, settings, edge.clock, newUnlocks);
        FollowedPlayersSource followed = new FollowedPlayersSource(edge.site.forPolls());
        ActivityRadar radar = new ActivityRadar(followed, schedule, requestsPerMinute, clock);
        loop = new PollLoop(radar, poll, edge.budget::awaitFreeForPoll, REQUESTS_AT_A_TIME);
        SignsOfPlay signs = new SignsOfPlay();
        ActivePlayersSource everybody = new ActivePlayersSource(edge.second.forTasks(), signs::seen);
        int pagesPerMinute =
                Math.min(MAX_PAGES_PER_MINUTE, config.retroachievements().v2RequestsPerMinute());
        ActivityScan scan = new ActivityScan(everybody, schedule, signs::areWanted, pagesPerMinute, clock);
        scans = PollLoop.ofScans(scan, edge.secondClock::ahead);
        leaderboards = new LeaderboardCheck(
                edge.second.forTasks(),
                signs,
                sittings,
                new ScoreRecorder(storage.database, sittings, storage.outbox, links, clock),
                edge.clock,
                newUnlocks);
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
    }
}
