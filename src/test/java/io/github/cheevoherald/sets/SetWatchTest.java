package io.github.cheevoherald.sets;

import static io.github.cheevoherald.sets.SetsBench.OTHER;
import static io.github.cheevoherald.sets.SetsBench.SERVER;
import static io.github.cheevoherald.sets.SetsBench.names;
import static io.github.cheevoherald.sets.SetsBench.ulid;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.retroachievements.SetVersion;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Which news of sets are recorded for which server, by looks at the site's lists. */
@OnBothStores
final class SetWatchTest {
    private static final long MOSS = 7;
    private static final long REEF = 9;

    @Parameter
    StoreKind store;

    private SetsBench bench;
    private ListedSets site;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new SetsBench(store, folder);
        site = bench.site;
        bench.turnOn(SERVER);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void collaboratorsWorkOnASetThatSomebodyPlaysIsOneAnnouncement() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.registerPlaying(SERVER, "Ben", MOSS, REEF);
        bench.registerPlaying(SERVER, "Cid", REEF);
        bench.looks(2);

        Instant finished = site.claimed(MOSS, false, "Dev", "Eve");
        site.published(MOSS, 48, List.of(1L, 2L));
        bench.looks(3);

        SetNews news = bench.onlyNews(SERVER);
        assertThat(news.work()).isEqualTo(SetNews.Work.NEW);
        assertThat(news.title()).isEqualTo("Game 7");
        assertThat(news.url()).isEqualTo("https://site.test/game/7");
        assertThat(news.pictureUrl()).isEqualTo("http://m/g.png");
        assertThat(news.console()).isEqualTo("SNES");
        assertThat(news.developers()).containsExactly("Dev", "Eve");
        assertThat(List.of(news.achievements(), news.points())).containsExactly(48, 240);
        assertThat(names(news.playing())).containsExactly("Ann", "Ben");
        assertThat(news.requested()).isEmpty();
        assertThat(news.incomplete()).isEmpty();
        assertThat(news.date()).isEqualTo(finished.getEpochSecond());
    }

    @Test
    void aCollaboratorsClaimThatShowsLaterIsNotAnnouncedAgain() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.look();
        assertThat(bench.news(SERVER)).hasSize(1);

        bench.clock.advance(SetsBench.TURN.negated().plusSeconds(20));
        site.claimed(MOSS, false, "Eve");
        bench.clock.advance(SetsBench.TURN);
        bench.looks(3);

        assertThat(bench.news(SERVER)).hasSize(1);
    }

    @Test
    void eachServerIsToldOfItsOwnPlayers() {
        bench.turnOn(OTHER);
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.registerPlaying(OTHER, "Ben", MOSS);
        bench.register(OTHER, "Ann");
        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 48, null);
        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ann");
        assertThat(names(bench.onlyNews(OTHER).playing())).containsExactly("Ann", "Ben");
    }

    @Test
    void nothingFromBeforeTheKindOrBeforeTheRegistrationIsAnnounced() {
        bench.turnOn(OTHER);
        bench.registerPlaying(OTHER, "Ann", MOSS);
        bench.turnOff(SERVER);
        bench.registerPlaying(SERVER, "Ben", MOSS);
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.clock.advance(Duration.ofSeconds(1));

        bench.turnOn(SERVER);
        bench.registerPlaying(OTHER, "Cid", MOSS);
        bench.looks(3);

        assertThat(bench.news(SERVER)).isEmpty();
        assertThat(names(bench.onlyNews(OTHER).playing())).containsExactly("Ann");
    }

    @Test
    void membersWhoRestHavePausedOrAreBannedOrGoneCountForNothing() {
        for (String name : List.of("Ann", "Ben", "Cid")) {
            bench.registerPlaying(SERVER, name, MOSS);
        }
        bench.execute("UPDATE registrations SET resting_since_ms = 5 WHERE player_id = " + bench.playerId("Ann"));
        bench.execute("UPDATE players SET banned = 1, gone_since_ms = 5 WHERE name = 'Ben'");
        bench.execute("DELETE FROM registrations WHERE player_id = " + bench.playerId("Cid"));
        bench.registerPlaying(SERVER, "Dee", REEF);
        bench.registerPlaying(SERVER, "Eve", MOSS);
        bench.execute("UPDATE registrations SET paused = 1 WHERE player_id = " + bench.playerId("Eve"));

        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.looks(3);

        assertThat(bench.news(SERVER)).isEmpty();
    }

    @Test
    void aGameCountsAsPlayedOnceSomethingInItIsUnlocked() {
        bench.registerPlaying(SERVER, "Ann", REEF);
        bench.database.useTransaction(
                handle -> bench.interests.unlocked(handle, bench.playerId("Ann"), List.of(MOSS, MOSS)));

        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 48, null);
        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ann");
    }

    @Test
    void aRequestedSetIsAnnouncedOnceItIsNewAndNotWhenItIsRevised() {
        site.requested.put(ulid("Ann"), Set.of(MOSS));
        bench.registerPlaying(SERVER, "Ann", REEF);
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.look();
        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 50, null);
        bench.looks(3);

        SetNews news = bench.onlyNews(SERVER);
        assertThat(names(news.requested())).containsExactly("Ann");
        assertThat(news.playing()).isEmpty();
    }

    @Test
    void aRevisionSaysWhatWasAddedAndWhoseMasteryIsIncomplete() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.registerPlaying(SERVER, "Ben", MOSS);
        bench.looks(2);

        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 4, List.of(2L, 3L, 4L, 5L));
        bench.looks(6);

        SetNews news = bench.onlyNews(SERVER);
        assertThat(news.work()).isEqualTo(SetNews.Work.REVISED);
        assertThat(news.added()).isEqualTo(new SetNews.Added(3, 15));
        assertThat(names(news.incomplete())).containsExactly("Ann");
        assertThat(names(news.playing())).containsExactly("Ann", "Ben");
    }

    @Test
    void theVersionBeforeIsAskedForIfTheListNoLongerShowsIt() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.published(MOSS, 2, List.of(1L, 2L));
        for (int other = 100; other < 130; other++) {
            site.published(other, 1, List.of((long) other));
        }
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);

        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.look();

        assertThat(bench.onlyNews(SERVER).added()).isEqualTo(new SetNews.Added(1, 5));
        assertThat(site.asked).contains("set " + (MOSS + 8000));
    }

    @Test
    void aVersionWithoutAListIsUnknownAndNotEmpty() {
        site.completed.put(ulid("Ann"), Set.of(MOSS, REEF));
        site.published(MOSS, 2, null);
        site.published(REEF, 2, null);
        bench.registerPlaying(SERVER, "Ann", MOSS, REEF);
        bench.looks(2);

        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.clock.advance(Duration.ofSeconds(1));
        site.claimed(REEF, true, "Dev");
        site.published(REEF, 5, List.of(1L, 2L, 3L, 4L, 5L));
        bench.looks(6);

        assertThat(bench.news(SERVER)).extracting(SetNews::added).containsExactly(null, new SetNews.Added(3, null));
        assertThat(bench.news(SERVER))
                .extracting(news -> names(news.incomplete()))
                .containsExactly(List.of(), List.of("Ann"));
    }

    @Test
    void achievementsAddedWithoutAClaimConcernOnlyThoseWhoHadCompletedTheSet() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.published(MOSS, 2, List.of(1L, 2L));
        site.published(REEF, 2, List.of(6L, 7L));
        bench.registerPlaying(SERVER, "Ann", MOSS, REEF);
        bench.registerPlaying(SERVER, "Ben", MOSS, REEF);
        bench.looks(2);

        SetVersion moss = site.published(MOSS, 3, List.of(1L, 2L, 3L));
        site.published(REEF, 3, List.of(6L, 7L, 8L));
        bench.looks(8);
        bench.restart();
        bench.looks(8);

        SetNews news = bench.onlyNews(SERVER);
        assertThat(news.work()).isEqualTo(SetNews.Work.CHANGED);
        assertThat(news.added()).isEqualTo(new SetNews.Added(1, 5));
        assertThat(names(news.incomplete())).containsExactly("Ann");
        assertThat(news.playing()).isEmpty();
        assertThat(news.title()).isEqualTo("Game 7");
        assertThat(news.date()).isEqualTo(moss.createdAt().getEpochSecond());
    }

    @Test
    void achievementsTakenAwayMakeNothingIncomplete() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);

        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(8);

        assertThat(bench.news(SERVER)).isEmpty();
    }

    @Test
    void aVersionFromBeforeTheFirstLookOrTheRegistrationIsSilent() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.completed.put(ulid("Ben"), Set.of(MOSS));
        site.published(MOSS, 2, List.of(1L, 2L));
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(8);
        assertThat(bench.news(SERVER)).isEmpty();

        site.published(MOSS, 4, List.of(1L, 2L, 3L, 4L));
        bench.clock.advance(Duration.ofSeconds(1));
        bench.registerPlaying(SERVER, "Ben", MOSS);
        bench.looks(8);

        assertThat(names(bench.onlyNews(SERVER).incomplete())).containsExactly("Ann");
    }

    @Test
    void aRestartForgetsNoneOfWhatIsOpenAndAnnouncesNothingToThoseWhoCameMeanwhile() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.completed.put(ulid("Ben"), Set.of(MOSS));
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(5);
        site.published(MOSS, 3, List.of(1L, 2L, 3L));
        bench.looks(3);
        while (!site.asked.get(site.asked.size() - 1).equals("versions")) {
            bench.look();
        }
        bench.registerPlaying(SERVER, "Ben", MOSS);

        bench.restart();
        bench.looks(8);

        assertThat(names(bench.onlyNews(SERVER).incomplete())).containsExactly("Ann");
    }

    @Test
    void aSubsetIsAnnouncedUnderItsTitleToWhoeverPlaysTheGame() {
        long own = 70;
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);

        site.claimed(own, "Game 7 [Subset - Bonus]", false, "Dev");
        bench.looks(4);
        assertThat(bench.news(SERVER)).isEmpty();
        site.published(900, "Bonus", List.of(new SetVersion.UsedIn(MOSS, "Game 7", "bonus")), 12, null);
        bench.looks(5);

        SetNews news = bench.onlyNews(SERVER);
        assertThat(List.of(news.title(), String.valueOf(news.subset()))).containsExactly("Game 7", "Bonus");
        assertThat(news.gameId()).isEqualTo(own);
        assertThat(news.achievements()).isEqualTo(12);
        assertThat(names(news.playing())).containsExactly("Ann");
    }

    @Test
    void aClaimWaitsForItsVersionButNotForEver() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        site.claimed(MOSS, false, "Dev");
        bench.look();
        assertThat(bench.news(SERVER)).isEmpty();

        bench.looks(2);

        assertThat(bench.onlyNews(SERVER).achievements()).isNull();
    }

    @Test
    void newsWaitUntilItIsKnownWhoPlaysButNotForEver() {
        site.played.put(ulid("Ann"), Set.of(MOSS));
        bench.registerPlaying(SERVER, "Ben", MOSS);
        bench.register(SERVER, "Ann");
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.looks(4);
        assertThat(bench.news(SERVER)).isEmpty();

        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ben");
    }

    @Test
    void workOfAnOutageWaitsUntilItIsKnownWhoPlays() {
        bench.registerPlaying(SERVER, "Ben", MOSS);
        bench.looks(2);
        site.played.put(ulid("Ann"), Set.of(MOSS));
        site.fails = name -> true;
        bench.register(SERVER, "Ann");
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.looks(12);
        site.fails = name -> false;
        bench.look();
        assertThat(bench.news(SERVER)).isEmpty();

        bench.readInterests();
        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ann", "Ben");
    }

    @Test
    void workThatIsSeenLateIsToldWithItsVersion() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        site.published(MOSS, 2, null);
        bench.looks(3);
        site.fails = name -> true;
        bench.clock.advance(Duration.ofMinutes(1));
        site.claimed(MOSS, true, "Dev");
        site.published(MOSS, 48, null);
        bench.looks(3);
        site.fails = "versions"::equals;
        bench.look();
        site.fails = name -> false;
        bench.look();

        assertThat(bench.onlyNews(SERVER).achievements()).isEqualTo(48);
    }

    @Test
    void anAdditionWithoutAClaimWaitsUntilItIsKnownWhoHadCompletedTheSet() {
        site.completed.put(ulid("Ann"), Set.of(MOSS));
        site.published(MOSS, 1, List.of(1L));
        bench.registerPlaying(SERVER, "Ben", REEF);
        bench.looks(5);
        bench.register(SERVER, "Ann");
        bench.looks(5);
        site.published(MOSS, 2, List.of(1L, 2L));
        bench.looks(5);
        bench.readInterests();
        bench.looks(3);

        assertThat(names(bench.onlyNews(SERVER).incomplete())).containsExactly("Ann");
    }

    @Test
    void whoseGamesCannotBeRecordedHoldUpNobodysNews() {
        site.completed.put(ulid("Ann"), SetsBench.unreadable());
        bench.register(SERVER, "Ann");
        bench.registerPlaying(SERVER, "Ben", MOSS);
        for (int minute = 0; minute < 70; minute++) {
            bench.clock.advance(Duration.ofMinutes(1));
            bench.readInterests();
        }
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);

        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ben");
    }

    @Test
    void gamesThatCouldNotBeReadAreReadAgainWithinMinutes() {
        site.fails = name -> true;
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.clock.advance(Duration.ofMinutes(1));
        bench.readInterests();
        site.fails = name -> false;
        bench.clock.advance(Duration.ofMinutes(2));
        bench.readInterests();
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);

        bench.look();

        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ann");
    }

    @Test
    void whatFailsIsAskedAgainAndNothingIsLost() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        site.fails = name -> true;
        bench.looks(20);
        assertThat(bench.news(SERVER)).isEmpty();
        site.fails = name -> false;

        bench.restart();
        bench.looks(2);

        assertThat(bench.news(SERVER)).hasSize(1);
    }

    @Test
    void nobodyIsAskedWhileNoServerWithPlayersWantsTheKind() {
        bench.looks(4);
        bench.turnOff(SERVER);
        bench.register(SERVER, "Ann");
        bench.looks(4);
        bench.readInterests();

        assertThat(site.asked).isEmpty();
    }

    @Test
    void turningTheKindOnAgainReadsNothingOfTheTimeBetween() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.looks(2);
        bench.turnOff(SERVER);
        bench.look();
        site.rowsOnAPage = 2;
        for (int game = 100; game < 120; game++) {
            site.claimed(game, false, "Dev");
            site.published(game, 1, null);
            bench.clock.advance(Duration.ofHours(1));
        }
        site.claimed(MOSS, false, "Dev");
        bench.clock.advance(Duration.ofSeconds(1));

        bench.turnOn(SERVER);
        site.asked.clear();
        bench.looks(4);

        assertThat(site.asked.subList(0, 2)).containsExactly("claims", "versions");
        assertThat(bench.news(SERVER)).isEmpty();
        assertThat(Collections.frequency(site.asked, "claims")).isEqualTo(4);
    }

    @Test
    void noHourTakesMoreThanEightRequests() {
        bench.registerPlaying(SERVER, "Ann", 1L, 2L, 3L, 4L, 5L);
        site.rowsOnAPage = 1;
        for (int round = 0; round < 40; round++) {
            for (long game = 1; game <= 5; game++) {
                site.claimed(game, round > 0, "Dev");
                site.published(game, round, null);
                bench.clock.advance(Duration.ofMinutes(3));
                int unused = bench.watch.run();
            }
        }

        for (Instant begin : site.requests) {
            assertThat(site.requests.stream()
                            .filter(at -> !at.isBefore(begin) && at.isBefore(begin.plus(Duration.ofHours(1)))))
                    .hasSizeLessThanOrEqualTo(SetWatch.MAX_REQUESTS_AN_HOUR);
        }
        assertThat(site.requests).hasSizeGreaterThan(60);
    }

    @Test
    void whoUnregistersIsTakenOutOfWhatWaits() {
        bench.registerPlaying(SERVER, "Ann", MOSS);
        bench.registerPlaying(SERVER, "Ben", MOSS);
        site.claimed(MOSS, false, "Dev");
        site.published(MOSS, 48, null);
        bench.look();

        bench.database.useTransaction(
                handle -> bench.outbox.withdraw(handle, SERVER, ulid("Ann"), bench.clock.instant()));
        assertThat(names(bench.onlyNews(SERVER).playing())).containsExactly("Ben");
        bench.database.useTransaction(
                handle -> bench.outbox.withdraw(handle, SERVER, ulid("Ben"), bench.clock.instant()));

        assertThat(bench.news(SERVER)).isEmpty();
    }
}
