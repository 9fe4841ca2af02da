package io.github.cheevoherald.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnBothStores
final class GuildsTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long OTHER = 2;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private Database database;
    private Guilds guilds;
    private FeedChannels channels;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, new MutableClock(NOW));
        guilds = new Guilds(database);
        channels = new FeedChannels(database, new MutableClock(NOW), List.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Set<Long> present(Set<Long> servers, Instant at) {
        return database.inTransaction(handle -> guilds.present(handle, servers, at));
    }

    private boolean joined(long server) {
        return database.inTransaction(handle -> guilds.joined(handle, server));
    }

    private static Feed unlocks(
            long channelId, @Nullable String blockedReason, @Nullable Instant blockedAt, @Nullable Instant probeAt) {
        return new Feed(SERVER, "unlocks", channelId, blockedReason, blockedAt, probeAt, true, Instant.EPOCH);
    }

    private Feed feed() {
        return guilds.feed(SERVER, "unlocks").orElseThrow();
    }

    @Test
    void aServerHasNoFeedUntilItIsSet() {
        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();

        GivenFeed.in(database, SERVER, "unlocks", 11);

        assertThat(guilds.feed(SERVER, "unlocks")).hasValue(unlocks(11, null, null, null));
        assertThat(guilds.feed(OTHER, "unlocks")).isEmpty();
    }

    @Test
    void settingTheFeedAgainMovesIt() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        GivenFeed.in(database, SERVER, "unlocks", 12);
        GivenFeed.in(database, OTHER, "unlocks", 21);

        assertThat(guilds.channels())
                .containsExactly(
                        new FeedChannel(SERVER, 12, List.of("unlocks"), Set.of()),
                        new FeedChannel(OTHER, 21, List.of("unlocks"), Set.of()));
    }

    @Test
    void aBlockedFeedKnowsWhySinceWhenAndUntilWhen() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "no permission", NOW, NOW.plusSeconds(30));
        guilds.block(SERVER, 11, "gone", LATER, LATER.plusSeconds(60));

        assertThat(feed()).isEqualTo(unlocks(11, "gone", NOW, LATER.plusSeconds(60)));
    }

    @Test
    void blockingAFeedLeavesOtherFeedsAlone() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        GivenFeed.in(database, OTHER, "unlocks", 21);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        assertThat(guilds.feed(OTHER, "unlocks").orElseThrow().blockedReason()).isNull();
    }

    @Test
    void aSentMessageUnblocksTheFeed() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));

        assertThat(feed()).isEqualTo(unlocks(11, null, null, null));
    }

    @Test
    void aFeedsOldChannelNeitherBlocksNorUnblocksIt() {
        GivenFeed.in(database, SERVER, "unlocks", 12);

        assertThat(guilds.block(SERVER, 11, "gone", NOW, LATER)).isFalse();
        assertThat(feed().blockedReason()).isNull();

        assertThat(guilds.block(SERVER, 12, "gone", NOW, LATER)).isTrue();
        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));
        assertThat(feed().blockedReason()).isEqualTo("gone");
    }

    @Test
    void aNoticeIsClaimedDailyUntilItIsDelivered() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        assertThat(guilds.claimNotice(SERVER, 11, NOW)).isEmpty();
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        assertThat(guilds.claimNotice(SERVER, 12, NOW)).isEmpty();

        assertThat(guilds.claimNotice(SERVER, 11, NOW)).containsExactly(feed());
        assertThat(guilds.claimNotice(SERVER, 11, LATER)).isEmpty();
        Instant nextDay = NOW.plus(Duration.ofDays(1));
        assertThat(guilds.claimNotice(SERVER, 11, nextDay)).containsExactly(feed());

        guilds.noticeGiven(feed(), nextDay);
        assertThat(guilds.claimNotice(SERVER, 11, nextDay.plus(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    void aLateDeliveryDoesNotCountForTheNextNotice() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        Feed told = guilds.claimNotice(SERVER, 11, NOW).get(0);
        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));
        guilds.block(SERVER, 11, "gone", LATER, LATER);

        guilds.noticeGiven(told, NOW);

        assertThat(guilds.claimNotice(SERVER, 11, LATER)).isNotEmpty();
    }

    @Test
    void aNoticeClaimedByAClockThatRanAheadIsClaimedAgainADayAfterTheNextStart() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        guilds.claimNotice(SERVER, 11, NOW.plus(Duration.ofDays(40)));

        guilds.adoptTime(NOW);

        assertThat(guilds.claimNotice(SERVER, 11, NOW.plus(Duration.ofDays(1)))).isNotEmpty();
    }

    @Test
    void ofTwoThreadsThatClaimANoticeTheOneThatReadItsClockFirstGetsNone() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        assertThat(guilds.claimNotice(SERVER, 11, NOW.plusMillis(1))).isNotEmpty();
        assertThat(guilds.claimNotice(SERVER, 11, NOW)).isEmpty();
    }

    @Test
    void settingABlockedFeedToTheSameChannelRetriesAtOnceAndKeepsTheReason() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        GivenFeed.in(database, SERVER, "unlocks", 11);

        assertThat(feed()).isEqualTo(unlocks(11, "gone", NOW, null));
    }

    @Test
    void movingABlockedFeedForgetsTheReason() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        GivenFeed.in(database, SERVER, "unlocks", 12);

        assertThat(feed()).isEqualTo(unlocks(12, null, null, null));
    }

    @Test
    void turningAFeedOffForgetsItsReason() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        assertThat(channels.<String>allOff(SERVER, handle -> "also")).isEqualTo("also");
        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        assertThat(channels.<String>allOff(SERVER, handle -> "again")).isEqualTo("again");
        guilds.block(SERVER, 11, "too late", NOW, LATER);

        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        GivenFeed.in(database, SERVER, "unlocks", 11);
        assertThat(feed().blockedReason()).isNull();
    }

    @Test
    void joiningForTheFirstTimeIsNotAReturn() {
        assertThat(joined(SERVER)).isFalse();
        assertThat(joined(SERVER)).isFalse();
    }

    @Test
    void comingBackIsAReturnOnce() {
        joined(SERVER);
        guilds.left(SERVER, NOW);

        assertThat(joined(SERVER)).isTrue();
        assertThat(joined(SERVER)).isFalse();
        assertThat(guilds.leftBefore(LATER)).isEmpty();
    }

    @Test
    void aServerCountsAsLeftSinceThisWasFirstNoticed() {
        joined(SERVER);
        guilds.left(SERVER, NOW);
        guilds.left(SERVER, LATER);
        guilds.left(OTHER, LATER);

        assertThat(guilds.leftBefore(NOW)).isEmpty();
        assertThat(guilds.leftBefore(NOW.plusMillis(1))).containsExactly(SERVER);
        assertThat(guilds.leftBefore(LATER.plusMillis(1))).containsExactlyInAnyOrder(SERVER, OTHER);
    }

    @Test
    void comparingFindsServersLeftOrRejoinedWhileTheBotWasAway() {
        present(Set.of(SERVER, OTHER), NOW);

        assertThat(present(Set.of(OTHER, 3L), LATER)).isEmpty();
        assertThat(guilds.leftBefore(LATER.plusMillis(1))).containsExactly(SERVER);

        assertThat(present(Set.of(SERVER, OTHER, 3L), LATER)).containsExactly(SERVER);
        assertThat(present(Set.of(SERVER, OTHER, 3L), LATER)).isEmpty();
        assertThat(guilds.leftBefore(LATER.plusMillis(1))).isEmpty();
    }

    @Test
    void aForgottenServerIsNewWhenItComesBack() {
        GivenFeed.in(database, SERVER, "unlocks", 11);
        GivenFeed.in(database, OTHER, "unlocks", 21);
        guilds.left(SERVER, NOW);

        database.useTransaction(handle -> guilds.forget(handle, SERVER));

        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        assertThat(guilds.feed(OTHER, "unlocks")).isPresent();
        assertThat(joined(SERVER)).isFalse();
    }
}
