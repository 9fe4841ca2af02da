package io.github.cheevoherald.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.AwardKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which awards are news for a link. */
final class AwardDetectorTest {
    private static final Instant SINCE = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant NOW = SINCE.plus(Duration.ofHours(5));
    private static final Instant OLDEST = NOW.minus(Duration.ofDays(14));
    private static final long AFTER = 100;
    private static final long GAME = 7;
    private static final Map<AwardKey, AwardLedger.Known> NOTHING = Map.of();

    private static FoundAward award(AwardKind kind, @Nullable Long id, Instant date) {
        return new FoundAward("U", AwardKey.ofGame(kind, GAME), id, date, "Game", "SNES", null, null, null);
    }

    private static AwardLink link(boolean listRead) {
        return new AwardLink(1, SINCE, 3, AFTER, listRead);
    }

    private static AwardLook look(boolean ofOnePlayer) {
        return new AwardLook(ofOnePlayer, NOW, OLDEST, NOW);
    }

    private static boolean isNews(
            FoundAward award, Map<AwardKey, AwardLedger.Known> recorded, AwardLink link, AwardLook look) {
        return !AwardDetector.news(award, recorded, List.of(link), look).isEmpty();
    }

    @ParameterizedTest(name = "{0} min after, row {1}, list read {2}, in the list {3}: {4}")
    @CsvSource({
        // Everybody's latest: the date decides until the list was read, then whatever isn't recorded is new.
        "1, 101, false, false, true",
        "1, 99, false, false, true",
        "0, 101, false, false, false",
        "-1, 101, false, false, false",
        "-1, 101, true, false, true",
        "-1, , true, false, true",
        "1, , false, false, true",
        "-1, , false, false, false",
        // The list itself: a row inserted after the beginning is new whatever its date.
        "1, 99, false, true, true",
        "-1, 100, false, true, true",
        "-1, 99, false, true, false",
        "-1, 99, true, true, true",
        // Older than anything that can still be late.
        "-30000, 101, true, false, false",
        "-30000, 101, false, true, false",
    })
    void anAwardThatIsNotRecorded(int minutes, @Nullable Long id, boolean listRead, boolean inList, boolean isNews) {
        FoundAward award = award(AwardKind.MASTERED, id, SINCE.plus(Duration.ofMinutes(minutes)));

        assertThat(isNews(award, NOTHING, link(listRead), look(inList))).isEqualTo(isNews);
    }

    @ParameterizedTest(name = "{0} min after, recorded as number {1} and row {2}, list read {3}, in the list {4}: {5}")
    @CsvSource({
        // Known from everybody's latest, or from a list read before.
        "1, 4, 101, false, false, false",
        "1, 3, 101, false, false, false",
        "-1, 3, 101, true, false, false",
        "-1, 3, 101, true, true, false",
        "1, 3, 101, true, true, false",
        // Recorded for another server before this link was known, or after, when the date was looked at.
        "1, 3, 99, false, true, true",
        "1, 4, 99, false, true, false",
        // Dated before, so that it had to wait for the list.
        "-1, 4, 101, false, true, true",
        "-1, 3, 100, false, true, true",
        "-1, 4, 99, false, true, false",
        "-1, 4, , false, true, true",
    })
    void anAwardThatIsRecorded(
            int minutes, long number, @Nullable Long recordedId, boolean listRead, boolean inList, boolean isNews) {
        FoundAward award = award(AwardKind.MASTERED, 150L, SINCE.plus(Duration.ofMinutes(minutes)));
        Map<AwardKey, AwardLedger.Known> recorded =
                Map.of(award.key(), new AwardLedger.Known(recordedId, award.date(), number));

        assertThat(isNews(award, recorded, link(listRead), look(inList))).isEqualTo(isNews);
    }

    @ParameterizedTest
    @CsvSource({
        "BEATEN_HARDCORE, BEATEN_CASUAL, true, true",
        "MASTERED, COMPLETED, true, true",
        "BEATEN_CASUAL, BEATEN_HARDCORE, false, false",
        "COMPLETED, MASTERED, false, false",
        "BEATEN_HARDCORE, MASTERED, true, false",
        "BEATEN_HARDCORE, COMPLETED, true, false",
        "MASTERED, BEATEN_HARDCORE, true, false",
        "COMPLETED, BEATEN_CASUAL, true, false",
    })
    void anAwardAfterAnotherOneForTheGame(AwardKind kind, AwardKind before, boolean isNews, boolean isUpgrade) {
        FoundAward award = award(kind, 101L, SINCE.plusSeconds(60));
        Map<AwardKey, AwardLedger.Known> recorded =
                Map.of(AwardKey.ofGame(before, GAME), new AwardLedger.Known(90L, SINCE, 1));

        assertThat(isNews(award, recorded, link(true), look(false))).isEqualTo(isNews);
        assertThat(AwardDetector.isUpgrade(award, recorded)).isEqualTo(isUpgrade);
    }

    @Test
    void aListAskedForBeforeTheBeginningSettlesNothing() {
        AwardLook before = new AwardLook(true, SINCE.minusSeconds(1), OLDEST, NOW);

        assertThat(isNews(award(AwardKind.MASTERED, 101L, SINCE.minusSeconds(60)), NOTHING, link(false), before))
                .isFalse();
    }
}
