package io.github.cheevoherald.sets;

import static io.github.cheevoherald.sets.SetsBench.SERVER;
import static io.github.cheevoherald.sets.SetsBench.names;
import static io.github.cheevoherald.sets.SetsBench.ulid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.CompletedClaim;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Whatever the site's lists about sets answer, no news of them are lost, and none are made up. */
@OnBothStores
final class DoubtfulSetListsTest {
    private static final long MOSS = 7;
    private static final String VERSIONS_OF_MOSS = "set " + (MOSS + 8000);

    @Parameter
    StoreKind store;

    private SetsBench bench;
    private ListedSets site;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new SetsBench(store, folder);
        site = bench.site;
        bench.turnOn(SERVER);
        site.completed.put(ulid("Ann"), Set.of(MOSS));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Publishes versions of other games. */
    private void publishOthers(int count) {
        for (int other = 100; other < 100 + count; other++) {
            site.published(other, 1, List.of((long) other));
        }
    }

    private void revise(List<Long> achievements) {
        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, achievements.size(), achievements);
    }

    @Test
    void aFirstListOfVersionsWithoutAnyMakesNoHistoryNew() {
        site.published(MOSS, 1, List.of(1L));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        site.isEmpty = "versions"::equals;
        bench.looks(5);

        site.isEmpty = name -> false;
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();

        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.looks(8);
        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void aListOfClaimsWithoutAnyLosesNoWorkAndNoVersion() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        revise(List.of(1L, 2L));

        site.isEmpty = "claims"::equals;
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();
        site.isEmpty = name -> false;
        bench.looks(3);

        assertThat(bench.onlyNews(SERVER).work()).isEqualTo(SetNews.Work.REVISED);
        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void aListOfClaimsThatEndsWithoutRowsIsReadAgain() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        site.claimed(MOSS, true, "Dev");
        bench.clock.advance(Duration.ofSeconds(1));
        site.claimed(100, true, "Dev");
        site.rowsOnAPage = 1;
        site.isEmpty = name -> Collections.frequency(site.asked, "claims") % 2 == 0;
        bench.looks(8);

        site.isEmpty = name -> false;
        bench.looks(8);

        assertThat(bench.news(SERVER)).hasSize(1);
    }

    @Test
    void aListOfVersionsWithoutAnyTellsNobodyOfWhatCameBeforeThem() {
        site.completed.put(ulid("Ben"), Set.of(MOSS));
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.clock.advance(Duration.ofSeconds(1));
        bench.registerPlaying(SERVER, "Ben", MOSS);
        site.isEmpty = "versions"::equals;
        bench.looks(8);

        site.isEmpty = name -> false;
        bench.looks(8);

        assertThat(names(bench.onlyNews(SERVER).incomplete())).containsExactly("Ann");
    }

    @Test
    void workOnAnEmptySiteIsAnnouncedOnceItIsThere() {
        site.claims.clear();
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(12);

        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.looks(3);

        assertThat(bench.onlyNews(SERVER).achievements()).isEqualTo(48);
    }

    @Test
    void aSetWhoseVersionsAreEmptyAtFirstIsAskedAboutAgain() {
        site.published(MOSS, 1, List.of(1L));
        publishOthers(30);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.isEmpty = VERSIONS_OF_MOSS::equals;
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();

        site.isEmpty = name -> false;
        bench.looks(2);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void anAdditionIsToldHoweverLongTheSiteWasAwayBeforeItCouldBeCompared() {
        site.published(MOSS, 1, List.of(1L));
        publishOthers(30);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.fails = VERSIONS_OF_MOSS::equals;
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(8);
        site.fails = name -> true;
        bench.looks(80);
        assertThat(bench.news(SERVER)).isEmpty();

        site.fails = name -> false;
        bench.looks(2);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void manySetsThatCannotBeComparedLeaveRequestsForTheLists() {
        for (long game = 1; game <= 6; game++) {
            site.published(game, 1, List.of(game));
        }
        publishOthers(60);
        site.completed.put(ulid("Ann"), Set.of(1L, 2L, 3L, 4L, 5L, 6L));
        bench.registerPlaying(SERVER, "Ann", 1L, 2L, 3L, 4L, 5L, 6L, MOSS);
        bench.looks(5);
        site.fails = name -> name.startsWith("set ");
        for (long game = 1; game <= 6; game++) {
            site.published(game, 2, List.of(game, game + 10));
        }
        bench.looks(20);

        site.claimed(MOSS, false, "Dev");
        bench.looks(8);
        assertThat(bench.onlyNews(SERVER).gameId()).isEqualTo(MOSS);
        bench.looks(300);
        site.asked.clear();
        bench.looks(20);

        assertThat(site.asked).contains("claims", "versions").noneMatch(name -> name.startsWith("set "));
    }

    @Test
    void versionsOfLongAgoThatAreListedLateAreNoNews() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);

        site.dateBack = Duration.ofDays(300);
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();

        site.dateBack = Duration.ofHours(25);
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.looks(8);
        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void anOlderStateOfTheClaimsLosesNone() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        site.claimed(100, false, "Dev");
        bench.looks(4);
        site.claimed(MOSS, false, "Dev");
        CompletedClaim hidden = site.claims.remove(site.claims.size() - 1);
        bench.looks(10);

        site.claims.add(hidden);
        bench.looks(4);

        assertThat(bench.onlyNews(SERVER).gameId()).isEqualTo(MOSS);
    }

    @Test
    void aVersionIsToldAsTheSiteShowsItWhenItIsDecided() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        bench.register(SERVER, "Bob");
        SetVersion early = site.published(MOSS, 2, List.of(1L, 2L));
        int reads = Collections.frequency(site.asked, "versions");
        while (Collections.frequency(site.asked, "versions") == reads) {
            bench.look();
        }

        site.replace(early, List.of(1L, 2L, 3L));
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(2, 10));
    }

    @Test
    void aSetThatTheSiteNeverAnswersAboutIsAskedAboutOnceALookAndNotForEver() {
        site.published(MOSS, 1, List.of(1L));
        publishOthers(30);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.fails = VERSIONS_OF_MOSS::equals;
        site.published(MOSS, 2, List.of(1L, 2L));
        while (!site.asked.contains(VERSIONS_OF_MOSS)) {
            bench.look();
        }
        bench.looks(5);
        assertThat(Collections.frequency(site.asked, VERSIONS_OF_MOSS)).isEqualTo(6);

        bench.looks(100);
        assertThat(Collections.frequency(site.asked, VERSIONS_OF_MOSS)).isEqualTo(24);
    }

    @Test
    void workOnASetThatTheSiteNeverAnswersAboutIsAnnouncedWithoutWhatWasAdded() {
        site.published(MOSS, 1, List.of(1L));
        publishOthers(30);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.fails = VERSIONS_OF_MOSS::equals;
        revise(List.of(1L, 2L));
        bench.looks(100);

        assertThat(bench.onlyNews(SERVER).added()).isNull();
    }

    @Test
    void aStoreThatFailsWhileVersionsAreTakenInLosesNone() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.published(MOSS, 2, List.of(1L, 2L));
        publishOthers(22);
        bench.execute("ALTER TABLE set_versions RENAME TO away");
        assertThatThrownBy(() -> bench.looks(5)).isInstanceOf(RuntimeException.class);
        bench.execute("ALTER TABLE away RENAME TO set_versions");
        bench.looks(3);
        bench.restart();
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void versionsBelowTheFirstPageAreAsOldAsThoseOnIt() {
        site.rowsOnAPage = 3;
        site.published(MOSS, 1, List.of(1L));
        site.published(MOSS, 2, List.of(1L, 2L));
        publishOthers(4);
        bench.registerPlaying(SERVER, "Ann", MOSS);

        bench.looks(12);
        bench.restart();
        bench.looks(12);

        assertThat(bench.news(SERVER)).isEmpty();
    }

    @Test
    void workCompletedAfterTheFirstLookTakesNoVersionOfBefore() {
        site.published(MOSS, 1, List.of(1L));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.look();

        bench.clock.advance(Duration.ofSeconds(1));
        site.claimed(MOSS, true, "Dev");
        bench.looks(4);

        assertThat(bench.onlyNews(SERVER).added()).isNull();
    }

    @Test
    void aRestartAfterTheFirstLookSilencesNothingThatFollows() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.look();

        bench.restart();
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void aRestartAfterTheFirstLookMakesNothingOfItNew() {
        site.published(MOSS, 1, List.of(1L));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.look();

        bench.restart();
        bench.looks(8);

        assertThat(bench.news(SERVER)).isEmpty();
    }

    @Test
    void aRestartAfterTheFirstLookKeepsTheVersionOfWorkThatWaits() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.register(SERVER, "Ben");
        revise(List.of(1L, 2L));
        bench.look();
        assertThat(bench.news(SERVER)).isEmpty();

        bench.restart();
        bench.readInterests();
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void versionsWhoseNumbersBeginAgainAreAnnounced() {
        publishOthers(40);
        site.published(MOSS, 1, List.of(1L));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);

        site.renumber();
        bench.looks(20);
        publishOthers(1);
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void anOlderStateOfTheListOfVersionsRepeatsNothing() {
        site.published(MOSS, 1, List.of(1L));
        publishOthers(1);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        List<SetVersion> older = List.copyOf(site.versions);
        site.published(MOSS, 2, List.of(1L, 2L));
        publishOthers(40);
        bench.looks(8);
        List<SetVersion> newer = List.copyOf(site.versions);
        site.versions.retainAll(older);
        bench.looks(20);
        site.versions.clear();
        site.versions.addAll(newer);
        bench.looks(8);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }

    @Test
    void claimsThatDisappearWhileTheListIsReadHideNoOthers() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        site.rowsOnAPage = 2;
        for (long game : List.of(MOSS, 100L, 101L)) {
            site.claimed(game, true, "Dev");
            bench.clock.advance(Duration.ofHours(2));
        }
        site.afterPage = () -> {
            site.claims.remove(site.claims.size() - 1);
            site.afterPage = () -> {};
        };
        bench.looks(12);

        assertThat(bench.news(SERVER)).hasSize(1);
    }

    @Test
    void versionsThatDisappearWhileTheListIsReadHideNoOthers() {
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.published(MOSS, 2, List.of(1L, 2L));
        publishOthers(25);
        boolean[] removed = {false};
        site.afterPage = () -> {
            if (!removed[0] && site.asked.get(site.asked.size() - 1).equals("versions")) {
                removed[0] = true;
                site.versions.remove(site.versions.size() - 1);
            }
        };
        bench.looks(12);

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
    }
}
