package io.github.cheevoherald.guilds;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnBothStores;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Which kinds go where after each of {@code /feed set} and {@code /feed off}. */
@OnBothStores
final class FeedChannelsTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long OTHER = 2;
    private static final long HOME = 10;
    private static final long NEWS = 11;
    private static final long LOUD = 12;
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private final MutableClock clock = new MutableClock(NOW);
    private final List<String> begun = new ArrayList<>();
    private Database database;
    private Guilds guilds;
    private FeedChannels channels;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = store.open(folder, clock);
        guilds = new Guilds(database);
        channels = new FeedChannels(
                database,
                clock,
                List.of((handle, guildId, kind) -> begun.add(guildId + " " + kind + " "
                        + handle.createQuery("SELECT COUNT(*) FROM feeds WHERE guild_id = ? AND kind = ?")
                                .bind(0, guildId)
                                .bind(1, kind)
                                .mapTo(Integer.class)
                                .one())));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Map<String, Long> on(long server) {
        Map<String, Long> on = new TreeMap<>();
        guilds.channels().stream()
                .filter(channel -> channel.guildId() == server)
                .forEach(channel -> channel.kinds().forEach(kind -> on.put(kind, channel.channelId())));
        return on;
    }

    private Feed feed(String kind) {
        return guilds.feed(SERVER, kind).orElseThrow();
    }

    @Test
    void aServersFirstDefaultChannelBeginsWithUnlocksAndAwards() {
        channels.setDefault(SERVER, HOME);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", HOME, "awards", HOME));
        assertThat(on(OTHER)).isEmpty();
        assertThat(channels.defaultChannel(SERVER)).hasValue(HOME);
        assertThat(begun).containsExactly("1 unlocks 1", "1 awards 1");
        assertThat(feed("unlocks").ownChannel()).isFalse();
        assertThat(feed("unlocks").begunAt()).isEqualTo(NOW);
    }

    @Test
    void movingTheDefaultChannelMovesWhatFollowsItAndBeginsNothing() {
        channels.setDefault(SERVER, HOME);
        channels.set(SERVER, "events", LOUD);
        begun.clear();
        clock.advance(Duration.ofHours(1));

        channels.setDefault(SERVER, NEWS);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", NEWS, "awards", NEWS, "events", LOUD));
        assertThat(begun).isEmpty();
        assertThat(feed("unlocks").begunAt()).isEqualTo(NOW);
    }

    @Test
    void aKindTurnedOffStaysOffWhenTheDefaultChannelMoves() {
        channels.setDefault(SERVER, HOME);
        channels.off(SERVER, "awards", handle -> 0);

        channels.setDefault(SERVER, NEWS);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", NEWS));
    }

    @Test
    void aKindsOwnChannelTurnsItOnAndLeavesTheOthersAlone() {
        channels.set(SERVER, "sets", LOUD);

        assertThat(on(SERVER)).isEqualTo(Map.of("sets", LOUD));
        assertThat(channels.defaultChannel(SERVER)).isEmpty();
        assertThat(begun).containsExactly("1 sets 1");
        assertThat(feed("sets").ownChannel()).isTrue();
    }

    @Test
    void aFirstDefaultChannelLeavesKindsWithTheirOwnChannelAsTheyAre() {
        channels.set(SERVER, "unlocks", LOUD);
        begun.clear();

        channels.setDefault(SERVER, HOME);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", LOUD, "awards", HOME));
        assertThat(begun).containsExactly("1 awards 1");
    }

    @Test
    void aKindSetToTheDefaultChannelFollowsItAgain() {
        channels.setDefault(SERVER, HOME);
        channels.set(SERVER, "awards", LOUD);
        channels.setDefault(SERVER, NEWS);
        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", NEWS, "awards", LOUD));

        channels.set(SERVER, "awards", NEWS);
        channels.setDefault(SERVER, HOME);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", HOME, "awards", HOME));
        assertThat(begun).containsExactly("1 unlocks 1", "1 awards 1");
    }

    @Test
    void theLastKindTurnedOffForgetsTheDefaultChannel() {
        channels.setDefault(SERVER, HOME);
        channels.off(SERVER, "awards", handle -> 0);
        assertThat(channels.defaultChannel(SERVER)).hasValue(HOME);
        channels.off(SERVER, "unlocks", handle -> 0);
        assertThat(channels.defaultChannel(SERVER)).isEmpty();
        begun.clear();
        clock.advance(Duration.ofHours(1));

        channels.setDefault(SERVER, NEWS);

        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", NEWS, "awards", NEWS));
        assertThat(begun).containsExactly("1 unlocks 1", "1 awards 1");
        assertThat(feed("unlocks").begunAt()).isEqualTo(LATER);
    }

    @Test
    void everythingOffForgetsOwnChannelsToo() {
        channels.setDefault(SERVER, HOME);
        channels.set(SERVER, "events", LOUD);
        channels.setDefault(OTHER, HOME);

        assertThat(channels.<String>allOff(SERVER, handle -> "dropped")).isEqualTo("dropped");

        assertThat(on(SERVER)).isEmpty();
        assertThat(channels.defaultChannel(SERVER)).isEmpty();
        assertThat(on(OTHER)).hasSize(2);
        channels.setDefault(SERVER, NEWS);
        assertThat(on(SERVER)).isEqualTo(Map.of("unlocks", NEWS, "awards", NEWS));
    }

    @Test
    void turningAKindOffAndOnAgainBeginsItAnew() {
        channels.setDefault(SERVER, HOME);
        channels.off(SERVER, "awards", handle -> 0);
        begun.clear();
        clock.advance(Duration.ofHours(1));

        channels.set(SERVER, "awards", HOME);

        assertThat(begun).containsExactly("1 awards 1");
        assertThat(feed("awards").begunAt()).isEqualTo(LATER);
        assertThat(feed("awards").ownChannel()).isFalse();
        assertThat(feed("unlocks").begunAt()).isEqualTo(NOW);
    }

    @Test
    void feedsOfOneChannelShareItsBlockAndItsNotice() {
        channels.setDefault(SERVER, HOME);
        channels.set(SERVER, "events", LOUD);
        guilds.block(SERVER, HOME, "NO_SEND", NOW, LATER);

        assertThat(guilds.claimNotice(SERVER, HOME, NOW))
                .extracting(Feed::kind)
                .containsExactlyInAnyOrder("unlocks", "awards");
        assertThat(feed("events").blockedReason()).isNull();
        guilds.noticeGiven(feed("unlocks"), NOW);

        channels.set(SERVER, "events", HOME);

        assertThat(feed("events").blockedReason()).isEqualTo("NO_SEND");
        assertThat(feed("events").probeAt()).isNull();
        assertThat(guilds.claimNotice(SERVER, HOME, NOW.plus(Duration.ofDays(9))))
                .isEmpty();
        database.useTransaction(handle -> guilds.unblock(handle, SERVER, HOME));
        assertThat(guilds.isBlocked(SERVER, HOME)).isFalse();
    }

    @Test
    void aKindThatCameWithTheVersionBeginsAtItsFirstStartOnly() {
        database.useTransaction(handle ->
                handle.execute("INSERT INTO feeds (guild_id, kind, channel_id) VALUES (?, 'awards', ?)", SERVER, HOME));

        channels.beginNew();
        clock.advance(Duration.ofHours(1));
        channels.beginNew();

        assertThat(feed("awards").begunAt()).isEqualTo(NOW);
    }

    @Test
    void whatAWrongClockDatedIsCorrected() {
        channels.setDefault(SERVER, HOME);
        clock.advance(Duration.ofHours(1));
        channels.set(SERVER, "events", HOME);

        channels.redate(LATER.minusSeconds(60), LATER.plusSeconds(60), Duration.ofMinutes(-20));

        assertThat(feed("unlocks").begunAt()).isEqualTo(NOW);
        assertThat(feed("events").begunAt()).isEqualTo(LATER.minus(Duration.ofMinutes(20)));
    }

    @Test
    void announcesOnlyInServersThatTheBotIsInAndServes() {
        channels.setDefault(SERVER, HOME);
        channels.setDefault(OTHER, NEWS);
        channels.setDefault(3, LOUD);
        guilds.left(OTHER, NOW);
        database.useTransaction(handle -> guilds.serve(handle, guildId -> guildId != 3));

        List<Feed> announced = database.inTransaction(handle -> guilds.announced(handle, "unlocks"));

        assertThat(announced).extracting(Feed::guildId).containsExactly(SERVER);
    }
}
