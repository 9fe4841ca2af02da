package io.github.cheevoherald.retroachievements;

import java.time.Instant;

/** The achievement of the week as the first API knows it: without an end, and without the event's own copy. */
public record WeeklyAchievement(
        long achievementId,
        String title,
        String description,
        int points,
        String badgeName,
        long gameId,
        String gameTitle,
        String console,
        Instant startAt) {}
