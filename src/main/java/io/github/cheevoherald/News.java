package io.github.cheevoherald;

import io.github.cheevoherald.awards.AwardRecorder;
import io.github.cheevoherald.awards.AwardWatch;
import io.github.cheevoherald.awards.CompletedGames;
import io.github.cheevoherald.events.EventNews;
import io.github.cheevoherald.events.EventRecorder;
import io.github.cheevoherald.leaderboards.LeaderboardCheck;
import io.github.cheevoherald.leaderboards.ScoreRecorder;
import io.github.cheevoherald.leaderboards.SignsOfPlay;
import io.github.cheevoherald.leaderboards.Sittings;
import io.github.cheevoherald.retroachievements.GameConsoles;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import io.github.cheevoherald.sets.GameInterests;
import io.github.cheevoherald.sets.InterestRefresh;
import io.github.cheevoherald.sets.PlayerLists;
import io.github.cheevoherald.sets.SetLists;
import io.github.cheevoherald.sets.SetRecorder;
import io.github.cheevoherald.sets.SetWatch;
import io.github.cheevoherald.store.Tasks;
import io.github.cheevoherald.unlocks.EventLooks;
import io.github.cheevoherald.unlocks.UnlockRecorder;
import io.github.cheevoherald.unlocks.schedule.UnlockListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Everything that looks for news other than unlocks: awards, events, sets and leaderboards. */
final class News implements UnlockListener, AutoCloseable {
    /** Gets 10,000 players round in a day. */
    private static final Duration A_PLAYER = Duration.ofSeconds(8);

    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);

    final SignsOfPlay signs = new SignsOfPlay();
    private final Storage storage;
    private final SiteEdge edge;
    private final Runnable added;
    private final Clock clock;
    private final Sittings sittings;
    private final AwardWatch awards;
    private final GameConsoles consoles;
    private @Nullable Instant askedForTheTime;

    /** Looks for nothing yet. {@code added} is called when announcements were added to the outbox. */
    News(Storage storage, SiteEdge edge, Duration lateHorizon, Runnable added, Clock clock) {
        this.storage = storage;
        this.edge = edge;
        this.added = added;
        this.clock = clock;
        sittings = new Sittings(storage.database, clock, edge.clock);
        sittings.adoptTime(clock.instant());
        consoles = new GameConsoles(edge.second.forTasks());
        awards = new AwardWatch(
                storage.database,
                new AwardWatch.Site(edge.second.forTasks(), edge.site.forPolls(), edge.clock),
                new AwardRecorder(storage.database, storage.outbox, edge.links, clock),
                lateHorizon,
                clock,
                added);
    }

    @Override
    public void found(Handle handle, long playerId, List<RecentUnlock> unlocks) {
        if (edge.second.isOn()) {
            unlocks.forEach(unlock -> consoles.learned(unlock.gameId(), unlock.consoleName()));
            sittings.unlocked(handle, playerId, unlocks);
            storage.gameInterests.unlocked(
                    handle, playerId, unlocks.stream().map(RecentUnlock::gameId).toList());
        }
    }

    /** Adds a task for each kind; what the second API alone knows rests while that is turned off. */
    void addTo(Tasks tasks, UnlockRecorder unlocks) {
        tasks.every(Duration.ofSeconds(2), "awards", onceTheTimeIsKnown(awards::run));
        tasks.every(Duration.ofSeconds(5), "events", events(unlocks)::run);
        if (edge.second.isOn()) {
            addSets(tasks);
            LeaderboardCheck leaderboards = leaderboards();
            Runnable check = onceTheTimeIsKnown(leaderboards::run);
            tasks.every(Duration.ofSeconds(15), "leaderboards", () -> {
                leaderboards.lookOut();
                check.run();
            });
        }
    }

    /**
     * The second API may answer before the first one has given us the site's time. Until then the beginnings of links and
     * feeds may be dated wrong, and so would be what we see, so news of every kind waits.
     */
    private Runnable onceTheTimeIsKnown(Runnable look) {
        return () -> {
            if (isTimeKnown()) {
                look.run();
            }
        };
    }

    /**
     * Asks the first API, whose answers are dated, since nobody else may: without unlocks and awards nobody is polled.
     * Whoever comes meanwhile waits for the answer.
     */
    private synchronized boolean isTimeKnown() {
        Instant now = clock.instant();
        boolean isDue = askedForTheTime == null || !now.isBefore(askedForTheTime.plus(BETWEEN_QUESTIONS));
        if (isDue && !edge.clock.isKnown()) {
            askedForTheTime = now;
            Outcome<WeeklyAchievement> unused = edge.site.forPolls().achievementOfTheWeek();
        }
        return edge.clock.isKnown();
    }

    /** Looks at what the events list: which achievements are copies, and which have begun. */
    private EventLooks events(UnlockRecorder unlocks) {
        SecondApi second = edge.second.forTasks();
        EventRecorder recorder = new EventRecorder(storage.database, storage.guilds, storage.outbox, edge.links, clock);
        EventNews news = new EventNews(
                consoles::gamesOf, edge.site.forPolls()::achievementOfTheWeek, recorder, clock, edge.clock, added);
        return new EventLooks(second::activeEventAchievements, unlocks, clock, edge.clock, added)
                .passingOnTo(news::heard, edge.clock::isKnown);
    }

    /** Looks for new and revised sets, and for what players have played, completed and requested. */
    private void addSets(Tasks tasks) {
        GameInterests interests = storage.gameInterests;
        SetRecorder recorder = new SetRecorder(storage.database, storage.outbox, interests, edge.links, clock);
        SetWatch watch = new SetWatch(SetLists.of(edge.second.forTasks()), recorder, interests, clock, edge.clock);
        CompletedGames completed = new CompletedGames(storage.database);
        PlayerLists lists = PlayerLists.of(edge.site.forPolls(), edge.second.forTasks(), completed::of);
        InterestRefresh refresh = new InterestRefresh(interests, lists, clock);
        tasks.every(Duration.ofSeconds(30), "sets", onceTheTimeIsKnown(() -> {
            if (watch.run() > 0) {
                added.run();
            }
        }));
        tasks.every(A_PLAYER, "played-games", refresh::readGames);
        tasks.every(A_PLAYER, "set-requests", refresh::readRequests);
    }

    private LeaderboardCheck leaderboards() {
        ScoreRecorder recorder = new ScoreRecorder(storage.database, sittings, storage.outbox, edge.links, clock);
        return new LeaderboardCheck(consoles::leaderboardEntries, signs, sittings, recorder, edge.clock, added);
    }

    @Override
    public void close() {
        awards.close();
    }
}
