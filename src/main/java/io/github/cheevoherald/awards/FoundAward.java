package io.github.cheevoherald.awards;

import io.github.cheevoherald.retroachievements.AwardedGame;
import io.github.cheevoherald.retroachievements.RecentGameAward;
import io.github.cheevoherald.retroachievements.SiteAward;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An award as either of the site's APIs shows it.
 *
 * @param id the site's row, which grows with insertion; null from the first API
 * @param date of the unlock that completed it, in whole seconds
 * @param title the game's or the event's
 * @param game figures of the game; null where the answer has none
 * @param seconds from the player's first unlock in the game to the award; null if unknown
 */
record FoundAward(
        String ulid,
        AwardKey key,
        @Nullable Long id,
        Instant date,
        String title,
        String console,
        @Nullable String pictureUrl,
        @Nullable AwardedGame game,
        @Nullable Long seconds) {

    /** Empty for an award that belongs to nothing. */
    static Optional<FoundAward> of(SiteAward award) {
        Long subject = award.gameId() == null ? award.eventId() : award.gameId();
        if (subject == null) {
            return Optional.empty();
        }
        int tier = Objects.requireNonNullElse(award.tier(), AwardKey.NO_TIER);
        AwardedGame game = award.game();
        String picture = award.badgeUrl() == null && game != null ? game.badgeUrl() : award.badgeUrl();
        return Optional.of(new FoundAward(
                award.ulid(),
                new AwardKey(award.kind(), subject, tier),
                award.id(),
                award.awardedAt().truncatedTo(ChronoUnit.SECONDS),
                game == null || game.title().isBlank() ? award.title() : game.title(),
                game == null ? "" : game.console(),
                picture,
                game,
                null));
    }

    static FoundAward of(RecentGameAward award) {
        return new FoundAward(
                award.ulid(),
                AwardKey.ofGame(award.kind(), award.gameId()),
                null,
                award.awardedAt().truncatedTo(ChronoUnit.SECONDS),
                award.gameTitle(),
                award.console(),
                null,
                null,
                null);
    }

    /** The site's row, of an award from the second API. */
    long row() {
        return Objects.requireNonNull(id);
    }

    FoundAward after(long secondsFromFirstUnlock) {
        return new FoundAward(ulid, key, id, date, title, console, pictureUrl, game, secondsFromFirstUnlock);
    }
}
