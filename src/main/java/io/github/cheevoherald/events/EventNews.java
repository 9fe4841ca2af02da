package io.github.cheevoherald.events;

import io.github.cheevoherald.retroachievements.AchievementGame;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Midnights;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hears what the events list at present, and has announced what has begun. Where the second API can't be had, the first
 * one's achievement of the week serves, asked once an hour and after each midnight as long as a server wants to know.
 */
public final class EventNews {
    private static final Duration INTERVAL = Duration.ofHours(1);

    private final Function<Collection<Long>, Outcome<List<AchievementGame>>> gamesOf;
    private final Supplier<Outcome<WeeklyAchievement>> achievementOfTheWeek;
    private final EventRecorder recorder;
    private final Clock clock;
    private final Clock siteClock;
    private final Runnable added;
    private @Nullable Asked last;

    /**
     * @param gamesOf asks the second API, and {@code achievementOfTheWeek} the first one
     * @param added run when announcements were added to the outbox
     */
    public EventNews(
            Function<Collection<Long>, Outcome<List<AchievementGame>>> gamesOf,
            Supplier<Outcome<WeeklyAchievement>> achievementOfTheWeek,
            EventRecorder recorder,
            Clock clock,
            Clock siteClock,
            Runnable added) {
        this.gamesOf = gamesOf;
        this.achievementOfTheWeek = achievementOfTheWeek;
        this.recorder = recorder;
        this.clock = clock;
        this.siteClock = siteClock;
        this.added = added;
    }

    private record Asked(Instant at, long midnights) {}

    /**
     * Takes the outcome of a look at all that runs. Blocks while the site is being asked for more.
     *
     * @param askedAt by the site's clock
     */
    public void heard(Outcome<ApiPage<EventAchievement>> outcome, Instant askedAt) {
        outcome.found().ifPresentOrElse(listed -> listed(listed, askedAt), this::withoutTheSecondApi);
    }

    private void listed(ApiPage<EventAchievement> listed, Instant askedAt) {
        List<RunningAchievement> running = listed.rows().stream()
                .map(one -> RunningAchievement.of(one, recorder.links()))
                .filter(one -> one.isPlausible(askedAt))
                .toList();
        // What couldn't be read may have run before, and mustn't be taken for new once it can be.
        record(withGames(running), listed.skipped() == 0, askedAt);
    }

    /** Only for those that will be announced; without an answer they are announced without their games. */
    private List<RunningAchievement> withGames(List<RunningAchievement> running) {
        List<Long> wanted = recorder.news(running).stream()
                .filter(one -> !one.isEventsOwn())
                .map(RunningAchievement::achievementId)
                .toList();
        if (wanted.isEmpty()) {
            return running;
        }
        Map<Long, AchievementGame> games = gamesOf.apply(wanted).found().orElse(List.of()).stream()
                .collect(Collectors.toMap(AchievementGame::achievementId, Function.identity(), (one, same) -> one));
        return running.stream()
                .map(one -> one.in(games.get(one.achievementId())))
                .toList();
    }

    private void withoutTheSecondApi() {
        Instant now = clock.instant();
        long midnights = Midnights.passed(siteClock.instant());
        Asked before = last;
        boolean isDue = before == null
                || before.midnights() != midnights
                || Duration.between(before.at(), now).compareTo(INTERVAL) >= 0;
        if (!isDue || !recorder.isWanted()) {
            return;
        }
        Outcome<WeeklyAchievement> outcome = achievementOfTheWeek.get();
        if (outcome.isAnswered()) {
            last = new Asked(now, midnights);
        }
        Instant siteNow = siteClock.instant();
        outcome.found()
                .map(weekly -> RunningAchievement.of(weekly, recorder.links()))
                .filter(weekly -> weekly.isPlausible(siteNow))
                .ifPresent(weekly -> record(List.of(weekly), false, siteNow));
    }

    private void record(List<RunningAchievement> running, boolean complete, Instant siteNow) {
        if (recorder.record(running, complete, siteNow) > 0) {
            added.run();
        }
    }
}
