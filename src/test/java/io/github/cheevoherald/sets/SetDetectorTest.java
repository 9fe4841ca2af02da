package io.github.cheevoherald.sets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.cheevoherald.outbox.sets.SetNews.Added;
import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.sets.SetDetector.ListedVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is ready to be announced, by the age of what was found, and what was added to a set. */
final class SetDetectorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static CompletedClaim claim(long id, long game, boolean revision, Instant at, String developer) {
        return new CompletedClaim(id, game, "Moss", null, "SNES", revision, at, developer);
    }

    private static CompletedWork work(String title, Duration age) {
        return new CompletedWork(7, SetTitle.of(title), null, "SNES", false, NOW.minus(age), List.of("Dev"));
    }

    private static SetVersion version(int number, int published, @Nullable Integer... promoted) {
        boolean isListed = promoted.length > 0;
        return new SetVersion(
                100 + number,
                number,
                8,
                null,
                null,
                published,
                5,
                NOW,
                List.of(new SetVersion.UsedIn(7, "Moss", "core")),
                isListed
                        ? Arrays.stream(promoted)
                                .map(id -> new SetVersion.Member(Math.abs((long) id), 5, id > 0))
                                .toList()
                        : null);
    }

    /** Work that was seen as soon as it was completed. */
    private static Map<CompletedWork, Instant> seen(CompletedWork work) {
        return Map.of(work, work.finishedAt());
    }

    private static String ready(CompletedWork work, boolean hasVersion, boolean unread) {
        List<ListedVersion> listed =
                hasVersion ? List.of(new ListedVersion(version(1, 3), NOW, NOW, false)) : List.of();
        return SetDetector.ready(seen(work), listed, NOW, since -> unread).stream()
                .map(change -> change.version() == null ? "without" : "with")
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // title, age, has a version, games unread, what is ready
                "Moss, PT1M, true, false, with",
                "Moss, PT1M, false, false, -",
                "Moss, PT29M, false, false, -",
                "Moss, PT30M, false, false, without",
                "Moss, PT1M, true, true, -",
                "Moss, PT59M, true, true, -",
                "Moss, PT60M, true, true, with",
                "Moss [Subset - Bonus], PT30M, false, false, -",
                "Moss [Subset - Bonus], PT25H59M, false, false, -",
                "Moss [Subset - Bonus], PT26H, false, false, without",
                "Moss [Subset - Bonus], PT1M, true, false, with",
            })
    void workWaitsForItsVersionAndForWhoPlays(
            String title, Duration age, boolean hasVersion, boolean unread, @Nullable String expected) {
        assertThat(ready(work(title, age), hasVersion, unread)).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aVersionAloneWaitsUntilTheClaimsWereReadAgain() {
        ListedVersion fresh = new ListedVersion(version(2, 3), NOW, NOW, false);
        ListedVersion known = new ListedVersion(version(2, 3), NOW, NOW, true);

        assertThat(SetDetector.ready(Map.of(), List.of(fresh), NOW, since -> false))
                .isEmpty();
        assertThat(SetDetector.ready(Map.of(), List.of(known), NOW, since -> false))
                .containsExactly(new SetChange(null, known.version(), NOW, null));
    }

    @Test
    void theVersionOfWorkThatWaitsIsNotAnnouncedAlone() {
        ListedVersion known = new ListedVersion(version(2, 3), NOW, NOW, true);

        assertThat(SetDetector.ready(seen(work("Moss", Duration.ofMinutes(1))), List.of(known), NOW, since -> true))
                .isEmpty();
    }

    @Test
    void claimsOfTheSameMomentAreOnePieceOfWork() {
        List<CompletedWork> works = CompletedWork.of(List.of(
                claim(5, 7, true, NOW.plusSeconds(70), "Fay"),
                claim(3, 7, true, NOW.plusSeconds(9), "Eve"),
                claim(2, 7, true, NOW, "Dev"),
                claim(2, 7, true, NOW, "Dev"),
                claim(4, 7, false, NOW, "Dev"),
                claim(1, 9, true, NOW, "Dev")));

        assertThat(works)
                .extracting(
                        CompletedWork::gameId,
                        CompletedWork::revision,
                        work -> work.finishedAt().getEpochSecond() - NOW.getEpochSecond(),
                        CompletedWork::developers)
                .containsExactlyInAnyOrder(
                        tuple(9L, true, 0L, List.of("Dev")),
                        tuple(7L, false, 0L, List.of("Dev")),
                        tuple(7L, true, 0L, List.of("Dev", "Eve")),
                        tuple(7L, true, 70L, List.of("Fay")));
    }

    @Test
    void onlyPromotedAchievementsCountAsAdded() {
        SetVersion before = version(1, 2, 1, 2, -3);

        assertThat(AddedAchievements.between(before, version(2, 3, 1, 2, 3))).isEqualTo(new Added(1, 5));
        assertThat(AddedAchievements.between(before, version(2, 2, 1, 4, -2))).isEqualTo(new Added(1, 5));
        assertThat(AddedAchievements.between(before, version(2, 2, 1, 2, -3, -4)))
                .isNull();
        assertThat(AddedAchievements.between(before, version(2, 1, 1))).isNull();
        assertThat(AddedAchievements.between(version(1, 2), version(2, 4, 1, 2, 3, 4)))
                .isEqualTo(new Added(2, null));
        assertThat(AddedAchievements.between(before, version(2, 2))).isNull();
        assertThat(AddedAchievements.between(before, version(2, 5))).isEqualTo(new Added(3, null));
    }

    @Test
    void theVersionBeforeIsTheLatestOneWithALowerNumber() {
        SetVersion third = version(3, 1);
        SetVersion second = version(2, 1);

        assertThat(AddedAchievements.before(version(4, 1), List.of(version(1, 1), third, second, version(5, 1))))
                .hasValue(third);
        assertThat(AddedAchievements.before(version(1, 1), List.of(third, second)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Super Mario 64 | Super Mario 64 | -",
                "Super Mario 64 [Subset - Bonus] | Super Mario 64 | Bonus",
                "~Hack~ A [Subset - B] C | ~Hack~ A [Subset - B] C | -",
                "A [Subset - B] [Subset - C [D]] | A [Subset - B] | C [D]",
            })
    void subsetsAreToldByTheirTitles(String title, String game, @Nullable String subset) {
        assertThat(SetTitle.of(title)).isEqualTo(new SetTitle(game, subset));
    }
}
