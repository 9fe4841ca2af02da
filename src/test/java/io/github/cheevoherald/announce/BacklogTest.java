package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What goes first in a backlog, and what doesn't wait for it. */
@OnTheChosenStore
final class BacklogTest {
    @Parameter
    StoreKind store;

    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final Pattern ACHIEVEMENT = Pattern.compile("/achievement/(\\d+)");

    @TempDir
    private Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private Database database;
    private Outbox outbox;
    private Delivery delivery;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        Guilds guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(Words.english())),
                Words.english(),
                clock,
                new Random(7));
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        database.close();
    }

    @Test
    void othersNewUnlocksPassAListThatMustWait() {
        add(Announcements.many(900));
        delivery.start();
        await().until(() -> discord.sends().size() == 5);

        add(by("Ben", 5_000));
        add(by("Cleo", 5_001));

        await().untilAsserted(() -> assertThat(posted().subList(posted().size() - 2, posted().size()))
                .containsExactly(5_000L, 5_001L));
        assertThat(discord.sends()).hasSize(7);
    }

    @Test
    void newUnlocksWaitForTheSamePlayersList() {
        add(Announcements.many(900));
        delivery.start();
        await().until(() -> discord.sends().size() == 5);

        add(Announcements.of(5_000));
        add(by("Ben", 5_001));
        awaitNothingWaits();

        List<Long> ofAlice = posted().stream().filter(id -> id != 5_001L).toList();
        assertThat(ofAlice)
                .containsExactlyElementsOf(LongStream.concat(LongStream.rangeClosed(1, 900), LongStream.of(5_000))
                        .boxed()
                        .toList());
        assertThat(posted().indexOf(5_001L)).isLessThan(posted().indexOf(900L));
    }

    @Test
    void newUnlocksPassASummaryUnlessTheirPlayerIsInIt() {
        for (int i = 1; i <= 600; i++) {
            add(by("Player" + i % 20, i));
        }
        clock.advance(Duration.ofMinutes(2));
        delivery.start();
        await().until(() -> discord.sends().size() == 5);
        clock.advance(Duration.ofSeconds(1));
        int before = posted().size();

        add(by("Player3", 5_000));
        add(by("Ben", 5_001));
        await().until(() -> posted().contains(5_001L));

        assertThat(posted().subList(before, posted().size())).doesNotContain(5_000L);
        awaitNothingWaits();
        assertThat(posted()).doesNotHaveDuplicates().hasSize(602);
        for (int player = 0; player < 20; player++) {
            int remainder = player;
            assertThat(posted().stream().filter(id -> id <= 600 && id % 20 == remainder))
                    .isSorted();
        }
    }

    @Test
    void newUnlocksDoNotUseUpTheListLimit() {
        delivery.start();
        for (long id = 1; id <= 6; id++) {
            add(by("Ben", id));
            await().until(() -> outbox.waiting(SERVER) == 0);
        }

        add(Announcements.many(12));

        await().until(() -> outbox.waiting(SERVER) == 0);
        assertThat(discord.sends()).hasSize(7);
    }

    @Test
    void aSteadyStreamKeepsFlowingWhileListsWait() {
        delivery.start();
        long id = 0;
        for (int second = 0; second < 120; second++) {
            int before = discord.sends().size();
            for (int i = 0; i < 4; i++) {
                id += 3;
                // Of somebody of whom nothing waits: on a slow machine the others' lists may have had their five.
                add(by("Player" + id, id, id + 1, id + 2));
            }
            clock.advance(Duration.ofSeconds(1));
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> discord.sends().size() > before);
        }
        awaitNothingWaits();
        assertThat(posted()).doesNotHaveDuplicates().hasSize(120 * 12);
    }

    @Test
    void aListOfOldUnlocksTakesInNoNewOnes() {
        add(by("Ben", 1));
        clock.advance(Duration.ofHours(2));
        add(by("Cleo", 2));

        delivery.start();
        awaitNothingWaits();

        assertThat(discord.posted(CHANNEL)).hasSize(2);
        assertThat(discord.posted(CHANNEL).get(0).embeds().get(0).getUrl()).isNull();
        assertThat(discord.posted(CHANNEL).get(1).embeds().get(0).getUrl()).endsWith("/achievement/2");
    }

    @Test
    void anOldUnlockFoundWithANewOneDoesNotMoveTheNewOneForward() {
        add(by("Ben", 3));
        add(by("Ben", 1, 9));

        delivery.start();
        awaitNothingWaits();

        assertThat(posted()).containsExactly(1L, 3L, 9L);
    }

    @Test
    void aLongListDoesNotOvertakeMessagesInBetween() {
        add(by("Ben", 15));
        add(by("Ben", LongStream.rangeClosed(1, 30).filter(id -> id != 15).toArray()));

        delivery.start();
        awaitNothingWaits();

        assertThat(posted()).isSorted().hasSize(30);
    }

    @Test
    void aQueueThatIsTooLongForOneSummaryKeepsItsOrder() {
        add(by(
                "Ben",
                LongStream.concat(LongStream.rangeClosed(1, 450), LongStream.of(2_000))
                        .toArray()));
        for (long id = 500; id <= 700; id++) {
            add(by("Ben", id));
        }

        delivery.start();
        awaitNothingWaits();

        assertThat(posted()).isSorted().hasSize(652);
    }

    /** The achievements in the channel, from the top. */
    private List<Long> posted() {
        List<Long> ids = new ArrayList<>();
        for (PostedMessage message : discord.posted(CHANNEL)) {
            message.embeds().stream()
                    .flatMap(embed -> Stream.of(String.valueOf(embed.getUrl()), String.valueOf(embed.getDescription())))
                    .flatMap(text -> ACHIEVEMENT.matcher(text).results())
                    .map(MatchResult::group)
                    .map(link -> Long.valueOf(link.substring(link.lastIndexOf('/') + 1)))
                    .forEach(ids::add);
        }
        return ids;
    }

    private static UnlockAnnouncement.Unlocks by(String player, long... ids) {
        return new UnlockAnnouncement.Unlocks(
                Announcements.player(player), Announcements.of(ids).unlocks());
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, announcement, clock.instant()));
        delivery.wake();
    }

    private void awaitNothingWaits() {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    clock.advance(Duration.ofSeconds(5));
                    delivery.wake();
                    return outbox.waiting(SERVER) == 0;
                });
    }
}
