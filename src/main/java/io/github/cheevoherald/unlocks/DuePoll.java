package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.players.Player;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A player whose turn it is, with what the poll needs to know.
 *
 * @param polledAt when the last good poll was sent, by the site's clock; null before the first
 * @param sweptAt when the last good poll over the whole horizon was sent; null before the first
 * @param activeAt the last unlock or registration that we know of
 * @param failures polls that failed in a row
 * @param sweepDue whether this poll is to reach back over the whole horizon
 * @param wide how polls over the whole horizon failed
 * @param withoutBaseline registrations that have no baseline yet
 */
record DuePoll(
        Player player,
        @Nullable Instant polledAt,
        @Nullable Instant sweptAt,
        Instant activeAt,
        int failures,
        boolean sweepDue,
        WideFailures wide,
        List<NewRegistration> withoutBaseline) {

    /** Polls that failed since the last good one of their kind, and when the last of them did, by the site's clock. */
    record WideFailures(int count, Instant lastAt) {}

    /** A registration of which nothing was silently recorded yet. */
    record NewRegistration(long guildId, long memberId, Instant registeredAt) {}
}
