package io.github.cheevoherald.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.BesideOthers;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnBothStores
@BesideOthers
final class GuildsTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long OTHER = 2;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private Database database;
    private Guilds guilds;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, new MutableClock(NOW));
        guilds = new Guilds(database);
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

    private Feed feed() {
        return guilds.feed(SERVER, "unlocks").orElseThrow();
    }

    @Test
    void aServerHasNoFeedUntilItIsSet() {
        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();

        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});

        assertThat(guilds.feed(SERVER, "unlocks")).hasValue(new Feed(SERVER, "unlocks", 11, null, null, null));
        assertThat(guilds.feed(OTHER, "unlocks")).isEmpty();
    }

    @Test
    void settingTheFeedAgainMovesIt() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.setFeed(SERVER, "unlocks", 12, handle -> {});
        guilds.setFeed(OTHER, "unlocks", 21, handle -> {});

        assertThat(guilds.feeds()).extracting(Feed::channelId).containsExactly(12L, 21L);
    }

    @Test
    void aBlockedFeedKnowsWhySinceWhenAndUntilWhen() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "no permission", NOW, NOW.plusSeconds(30));
        guilds.block(SERVER, 11, "gone", LATER, LATER.plusSeconds(60));

        assertThat(feed()).isEqualTo(new Feed(SERVER, "unlocks", 11, "gone", NOW, LATER.plusSeconds(60)));
    }

    @Test
    void blockingAFeedLeavesOtherFeedsAlone() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.setFeed(OTHER, "unlocks", 21, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        assertThat(guilds.feed(OTHER, "unlocks").orElseThrow().blockedReason()).isNull();
    }

    @Test
    void aSentMessageUnblocksTheFeed() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));

        assertThat(feed()).isEqualTo(new Feed(SERVER, "unlocks", 11, null, null, null));
    }

    @Test
    void aFeedsOldChannelNeitherBlocksNorUnblocksIt() {
        guilds.setFeed(SERVER, "unlocks", 12, handle -> {});

        assertThat(guilds.block(SERVER, 11, "gone", NOW, LATER)).isFalse();
        assertThat(feed().blockedReason()).isNull();

        assertThat(guilds.block(SERVER, 12, "gone", NOW, LATER)).isTrue();
        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));
        assertThat(feed().blockedReason()).isEqualTo("gone");
    }

    @Test
    void aNoticeIsClaimedDailyUntilItIsDelivered() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        assertThat(guilds.claimNotice(SERVER, 11, NOW)).isEmpty();
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        assertThat(guilds.claimNotice(SERVER, 12, NOW)).isEmpty();

        assertThat(guilds.claimNotice(SERVER, 11, NOW)).hasValue(feed());
        assertThat(guilds.claimNotice(SERVER, 11, LATER)).isEmpty();
        Instant nextDay = NOW.plus(Duration.ofDays(1));
        assertThat(guilds.claimNotice(SERVER, 11, nextDay)).hasValue(feed());

        guilds.noticeGiven(feed(), nextDay);
        assertThat(guilds.claimNotice(SERVER, 11, nextDay.plus(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    void aLateDeliveryDoesNotCountForTheNextNotice() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        Feed told = guilds.claimNotice(SERVER, 11, NOW).orElseThrow();
        database.useTransaction(handle -> guilds.unblock(handle, SERVER, 11));
        guilds.block(SERVER, 11, "gone", LATER, LATER);

        guilds.noticeGiven(told, NOW);

        assertThat(guilds.claimNotice(SERVER, 11, LATER)).isPresent();
    }

    @Test
    void aNoticeClaimedByAClockThatRanAheadIsClaimedAgain() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);
        guilds.claimNotice(SERVER, 11, NOW.plus(Duration.ofDays(40)));

        assertThat(guilds.claimNotice(SERVER, 11, NOW)).isPresent();
    }

    @Test
    void settingABlockedFeedToTheSameChannelRetriesAtOnceAndKeepsTheReason() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});

        assertThat(feed()).isEqualTo(new Feed(SERVER, "unlocks", 11, "gone", NOW, null));
    }

    @Test
    void movingABlockedFeedForgetsTheReason() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        guilds.setFeed(SERVER, "unlocks", 12, handle -> {});

        assertThat(feed()).isEqualTo(new Feed(SERVER, "unlocks", 12, null, null, null));
    }

    @Test
    void turningAFeedOffForgetsItsReason() {
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.block(SERVER, 11, "gone", NOW, LATER);

        assertThat(guilds.<String>removeFeed(SERVER, handle -> "also")).isEqualTo("also");
        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        assertThat(guilds.<String>removeFeed(SERVER, handle -> "again")).isEqualTo("again");
        guilds.block(SERVER, 11, "too late", NOW, LATER);

        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
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
        guilds.setFeed(SERVER, "unlocks", 11, handle -> {});
        guilds.setFeed(OTHER, "unlocks", 21, handle -> {});
        guilds.left(SERVER, NOW);

        database.useTransaction(handle -> guilds.forget(handle, SERVER));

        assertThat(guilds.feed(SERVER, "unlocks")).isEmpty();
        assertThat(guilds.feed(OTHER, "unlocks")).isPresent();
        assertThat(joined(SERVER)).isFalse();
    }
}
