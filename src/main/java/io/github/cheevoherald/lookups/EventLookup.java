package io.github.cheevoherald.lookups;

import io.github.cheevoherald.lookups.RunningEvents.Entry;
import io.github.cheevoherald.retroachievements.AchievementGame;
import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.RetroAchievements;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up for people which events are running. Every method blocks while the site is asked. */
public final class EventLookup {
    private static final Comparator<EventAchievement> WEEKLY_FIRST = Comparator.comparing(
                    EventAchievement::isOfTheWeek, Comparator.reverseOrder())
            .thenComparing(EventAchievement::activeUntil, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(EventAchievement::eventTitle)
            .thenComparing(EventAchievement::id);

    private final AnswerCache answers;
    private final SiteLinks links;

    public EventLookup(AnswerCache answers, SiteLinks links) {
        this.answers = answers;
        this.links = links;
    }

    /** What runs; from the first API, which only knows the achievement of the week, where the second can't be had. */
    public Outcome<RunningEvents> running(Requester requester) {
        Outcome<ApiPage<EventAchievement>> all =
                answers.askSecond(requester, "running events", SecondApi::activeEventAchievements);
        return all.found().isPresent() ? all.map(page -> sorted(page.rows())) : ofTheWeek(requester);
    }

    private static RunningEvents sorted(List<EventAchievement> listed) {
        return new RunningEvents(
                listed.stream().sorted(WEEKLY_FIRST).map(EventLookup::entry).toList());
    }

    private static Entry entry(EventAchievement listed) {
        Long originalId = listed.originalId();
        return new Entry(
                originalId == null ? listed.copyId() : originalId,
                listed.copyId(),
                listed.title(),
                listed.description(),
                listed.points(),
                listed.badgeUrl(),
                listed.eventId(),
                listed.eventTitle(),
                listed.decorator(),
                listed.activeFrom(),
                listed.activeUntil(),
                null);
    }

    private Outcome<RunningEvents> ofTheWeek(Requester requester) {
        Outcome<WeeklyAchievement> outcome =
                answers.ask(requester, "achievement of the week", RetroAchievements::achievementOfTheWeek);
        // None is an answer, too.
        return outcome.isAnswered()
                ? new Found<>(new RunningEvents(
                        outcome.found().map(this::entry).stream().toList()))
                : outcome.map(weekly -> new RunningEvents(List.of(entry(weekly))));
    }

    private Entry entry(WeeklyAchievement weekly) {
        return new Entry(
                weekly.achievementId(),
                null,
                weekly.title(),
                weekly.description(),
                weekly.points(),
                weekly.badgeName().isBlank() ? null : links.badge(weekly.badgeName()),
                null,
                "",
                null,
                weekly.startAt(),
                null,
                new AchievementGame(weekly.achievementId(), weekly.gameId(), weekly.gameTitle(), weekly.console()));
    }

    /** The same entries with their games, or as they are where the site doesn't say. */
    public List<Entry> withGames(Requester requester, List<Entry> entries) {
        List<Long> unnamed = entries.stream()
                .filter(entry -> entry.game() == null && !isEventsOwn(entry))
                .map(Entry::achievementId)
                .distinct()
                .sorted()
                .toList();
        if (unnamed.isEmpty()) {
            return entries;
        }
        Map<Long, AchievementGame> games = answers
                .askSecond(requester, "games of " + unnamed, api -> api.gamesOf(unnamed))
                .found()
                .orElse(List.of())
                .stream()
                .collect(Collectors.toMap(AchievementGame::achievementId, Function.identity(), (one, same) -> one));
        return entries.stream()
                .map(entry -> entry.game() == null ? entry.in(games.get(entry.achievementId())) : entry)
                .toList();
    }

    private static boolean isEventsOwn(Entry entry) {
        Long copyId = entry.copyId();
        return copyId != null && copyId == entry.achievementId();
    }
}
