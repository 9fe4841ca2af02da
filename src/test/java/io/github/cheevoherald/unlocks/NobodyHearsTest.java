package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import io.github.cheevoherald.unlocks.schedule.PollTurns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Players who are announced nowhere aren't polled, and what they unlock in the meantime is never announced. */
@OnTheChosenStore
final class NobodyHearsTest {
    @Parameter
    StoreKind store;

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration BEYOND_MAX_INTERVAL = Duration.ofMinutes(31);
    private static final long SERVER = 1;
    private static final long OTHER = 2;

    private PollBench bench;
    private ServerPresence presence;

    @BeforeEach
    void open(@TempDir Path folder) {
        bench = new PollBench(store, folder);
        presence =
                new ServerPresence(bench.database, bench.guilds, bench.players, bench.outbox, bench.clock, bench.clock);
        presence.presentIn(Set.of(SERVER, OTHER));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** Does the same as {@code /feed set}. */
    private void setFeed(long guild, long channel) {
        channels().setDefault(guild, channel);
    }

    private FeedChannels channels() {
        return new FeedChannels(bench.database, bench.clock, List.of(new FeedBeginnings()));
    }

    private void feedOff(long guild) {
        GivenFeed.off(bench.database, guild);
    }

    private void unlock(long id) {
        bench.clock.advance(Duration.ofSeconds(2));
        bench.site.unlock(id, bench.ago(Duration.ofSeconds(1)), true);
    }

    private void pollAll() {
        bench.clock.advance(BEYOND_MAX_INTERVAL);
        while (bench.poll.pollNext()) {
            bench.clock.advance(Duration.ofSeconds(1));
        }
    }

    @Test
    void aServersPlayersArePolledOnceItHasAFeedAndLaterUnlocksAreAnnounced() {
        bench.register(SERVER);
        assertThat(bench.pollAfter(INTERVAL)).isFalse();
        unlock(1);
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();

        setFeed(SERVER, 10);
        assertThat(bench.pollAfter(INTERVAL)).isTrue();
        unlock(2);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aMovedFeedContinuesWhereItWas() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        unlock(1);
        setFeed(SERVER, 11);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void aFeedTurnedOffAndSetAgainStartsOver() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        feedOff(SERVER);
        unlock(1);
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();

        setFeed(SERVER, 10);
        pollAll();
        unlock(2);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aPlayerIsPolledForAwardsAloneAndTurningThemOnRestartsNothing() {
        channels().set(SERVER, "awards", 10);
        bench.register(SERVER);
        pollAll();
        channels().off(SERVER, "awards", handle -> 0);
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();
        channels().set(SERVER, "awards", 10);
        assertThat(bench.pollAfter(INTERVAL)).isTrue();

        setFeed(SERVER, 10);
        pollAll();
        channels().off(SERVER, "awards", handle -> 0);
        unlock(1);
        channels().set(SERVER, "awards", 10);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void turningOnUnlocksBesideAwardsAnnouncesNothingOfBeforeHoweverLateItIsSeen() {
        channels().set(SERVER, "awards", 10);
        bench.register(SERVER);
        pollAll();
        unlock(1);
        bench.site.failures.add(new Outcome.Unavailable<>("down"));
        channels().set(SERVER, "unlocks", 20);
        pollAll();
        pollAll();
        unlock(2);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void aPlayerIsNotPolledForKindsThatNeedNoPolls() {
        channels().set(SERVER, "events", 10);
        bench.register(SERVER);

        assertThat(bench.pollAfter(INTERVAL)).isFalse();
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();
    }

    @Test
    void aFeedTurnedOffAndSetAgainBetweenTwoPollsStartsOver() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        feedOff(SERVER);
        unlock(1);
        setFeed(SERVER, 10);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).isEmpty();
    }

    @Test
    void aPollUnderWayWhileTheFeedIsSetAgainAnnouncesNothing() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        unlock(1);
        bench.site.meanwhile = () -> {
            bench.site.meanwhile = () -> {};
            feedOff(SERVER);
            bench.clock.advance(Duration.ofSeconds(1));
            setFeed(SERVER, 10);
        };
        pollAll();
        unlock(2);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L);
    }

    @Test
    void settingAnotherServersFeedChangesNothing() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        bench.register(OTHER);
        pollAll();
        unlock(1);
        setFeed(OTHER, 20);
        pollAll();
        unlock(2);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L, 2L);
        assertThat(bench.announcedIds(OTHER)).containsExactly(2L);
    }

    @Test
    void aBlockedFeedIsStillAFeed() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        bench.guilds.block(SERVER, 10, "CHANNEL_GONE", bench.clock.instant(), bench.clock.instant());
        unlock(1);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(1L);
    }

    @Test
    void aServerThatIsNotEnabledIsNotPolledForAndStartsOverOnceItIs() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        served(OTHER);
        unlock(1);
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();
        assertThat(bench.players.inGuild(SERVER)).hasSize(1);

        served(SERVER);
        pollAll();
        unlock(2);
        pollAll();
        served(SERVER);
        unlock(3);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).containsExactly(2L, 3L);
    }

    @Test
    void aServerThatIsNotEnabledHearsNothingAboutAPlayerPolledForAnother() {
        setFeed(SERVER, 10);
        setFeed(OTHER, 20);
        bench.register(SERVER);
        bench.register(OTHER);
        pollAll();
        served(OTHER);
        unlock(1);
        pollAll();

        assertThat(bench.announcedIds(SERVER)).isEmpty();
        assertThat(bench.announcedIds(OTHER)).containsExactly(1L);
    }

    private void served(long guild) {
        new ServedServers(bench.database, bench.guilds, presence, guildId -> guildId == guild).update();
    }

    @Test
    void aBannedPlayerIsNotPolledUntilTheBanEnds() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        bench.database.useTransaction(handle -> handle.execute("UPDATE players SET banned = 1, gone_since_ms = 5"));
        assertThat(bench.pollAfter(BEYOND_MAX_INTERVAL)).isFalse();

        bench.database.useTransaction(handle -> {
            handle.execute("UPDATE players SET banned = 0, gone_since_ms = NULL");
            new PollTurns().moveToFront(handle, 1);
        });
        assertThat(bench.pollAfter(INTERVAL)).isTrue();
    }

    @Test
    void aPlayerTheSiteWillNotShowIsPolledLessAndLess() {
        setFeed(SERVER, 10);
        bench.register(SERVER);
        pollAll();
        for (int i = 0; i < 1000; i++) {
            bench.site.failures.add(new Outcome.Forbidden<>("HTTP 403: private"));
        }
        int polls = 0;
        for (int i = 0; i < 360; i++) {
            polls += bench.pollAfter(INTERVAL) ? 1 : 0;
        }

        assertThat(polls).isBetween(6, 40);
    }
}
