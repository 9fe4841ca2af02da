package io.github.cheevoherald.unlocks.schedule;

import io.github.cheevoherald.players.Player;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A poll that is due, with everything it needs.
 *
 * @param polledAt when the last good poll was sent, by the site's clock; null before the first
 * @param sweptAt when the last good poll over the whole horizon was sent; null before the first
 * @param activeAt the last known unlock or registration
 * @param failures failed polls in a row
 * @param sweepDue whether this poll should cover the whole horizon
 * @param wide failed polls over the whole horizon
 */
public record DuePoll(
        Player player,
        @Nullable Instant polledAt,
        @Nullable Instant sweptAt,
        Instant activeAt,
        int failures,
        boolean sweepDue,
        WideFailures wide,
        List<NewRegistration> withoutBaseline) {

    /** The same poll over the whole horizon. */
    DuePoll asSweep() {
        return new DuePoll(player, polledAt, sweptAt, activeAt, failures, true, wide, withoutBaseline);
    }

    /** The number of failures since the last good sweep, and the last one's time by the site's clock. */
    public record WideFailures(int count, Instant lastAt) {}

    /** A registration whose baseline isn't recorded yet, and since when its unlocks are announced. */
    public record NewRegistration(long guildId, long memberId, Instant since) {}
}
