package io.github.cheevoherald.events;

import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.retroachievements.AchievementGame;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An achievement that an event lists as running, from whichever of the two APIs.
 *
 * @param keys what identifies it in the ledger; the achievement of the week has one that both APIs know
 * @param achievementId the achievement to unlock: the original, or the event's own
 * @param copyId the event's copy of it; null if only the first API has shown it
 * @param game null if the site hasn't named it
 */
record RunningAchievement(
        List<String> keys,
        long achievementId,
        @Nullable Long copyId,
        String title,
        String description,
        int points,
        String badgeUrl,
        EventAnnouncement.Event event,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable AchievementGame game) {
    /** The site decides what runs; a beginning so far ahead is none that it can mean. */
    private static final Duration BEYOND_REASON = Duration.ofDays(1);

    RunningAchievement {
        keys = List.copyOf(keys);
    }

    static RunningAchievement of(EventAchievement listed, SiteLinks links) {
        Long originalId = listed.originalId();
        Long eventId = listed.eventId();
        return new RunningAchievement(
                keys(listed),
                originalId == null ? listed.copyId() : originalId,
                listed.copyId(),
                listed.title(),
                listed.description(),
                listed.points(),
                orEmpty(listed.badgeUrl()),
                new EventAnnouncement.Event(
                        listed.eventTitle(),
                        eventId == null ? "" : links.event(eventId),
                        orEmpty(listed.eventBadgeUrl()),
                        orEmpty(listed.decorator())),
                listed.activeFrom(),
                listed.activeUntil(),
                null);
    }

    private static List<String> keys(EventAchievement listed) {
        Long originalId = listed.originalId();
        Instant from = listed.activeFrom();
        String key = "event achievement " + listed.id();
        return listed.isOfTheWeek() && originalId != null && from != null
                ? List.of(key, weekly(originalId, from))
                : List.of(key);
    }

    static RunningAchievement of(WeeklyAchievement weekly, SiteLinks links) {
        return new RunningAchievement(
                List.of(weekly(weekly.achievementId(), weekly.startAt())),
                weekly.achievementId(),
                null,
                weekly.title(),
                weekly.description(),
                weekly.points(),
                weekly.badgeName().isBlank() ? "" : links.badge(weekly.badgeName()),
                new EventAnnouncement.Event("", "", "", ""),
                weekly.startAt(),
                null,
                new AchievementGame(weekly.achievementId(), weekly.gameId(), weekly.gameTitle(), weekly.console()));
    }

    private static String weekly(long achievementId, Instant from) {
        return "achievement of the week " + achievementId + " " + from.getEpochSecond();
    }

    private static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }

    boolean isPlausible(Instant siteNow) {
        return from == null || from.isBefore(siteNow.plus(BEYOND_REASON));
    }

    boolean isEventsOwn() {
        return copyId != null && copyId == achievementId;
    }

    /** What it belongs to in an announcement. */
    record Group(EventAnnouncement.Event event, @Nullable Instant from) {}

    Group group() {
        return new Group(new EventAnnouncement.Event(event.title(), event.url(), event.badgeUrl(), ""), from);
    }

    RunningAchievement in(@Nullable AchievementGame named) {
        return new RunningAchievement(
                keys, achievementId, copyId, title, description, points, badgeUrl, event, from, until, named);
    }

    /** As announced, with nobody who has it yet; one without a date begins when it was first seen. */
    Begun begun(SiteLinks links, Instant seenAt) {
        return new Begun(
                achievementId,
                title,
                description,
                links.achievement(achievementId),
                badgeUrl,
                points,
                game == null ? "" : game.gameTitle(),
                game == null ? "" : links.game(game.gameId()),
                game == null ? "" : game.console(),
                event,
                (from == null ? seenAt : from).getEpochSecond(),
                until == null ? null : (Long) until.getEpochSecond(),
                List.of(),
                0);
    }
}
