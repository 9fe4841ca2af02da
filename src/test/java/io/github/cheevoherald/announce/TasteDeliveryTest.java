package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.RecordingDiscord.Send;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.guilds.Style;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.OnTheChosenStore;
import io.github.cheevoherald.store.StoreKind;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Delivery with a server's style, ping and publishing, step by step. */
@OnTheChosenStore
final class TasteDeliveryTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 10;
    private static final long ROLE = 77;
    private static final List<String> UNLOCKS = List.of("unlocks");

    @Parameter
    StoreKind store;

    @TempDir
    Path folder;

    private final MutableClock clock = MutableClock.at("2026-01-01T12:00:00Z");
    private final ManualExecutor executor = new ManualExecutor(clock);
    private final RecordingDiscord discord = new RecordingDiscord(clock);
    private final List<Long> published = new ArrayList<>();
    private boolean publishes = true;
    private Database database;
    private Outbox outbox;
    private Guilds guilds;
    private Delivery delivery;

    @BeforeEach
    void open() {
        database = store.open(folder, clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED);
        guilds = new Guilds(database);
        GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
        discord.extras(new NoExtras() {
            @Override
            public boolean isAnnouncementChannel(long guildId, long channelId) {
                return true;
            }

            @Override
            public CompletableFuture<Boolean> publish(long guildId, long channelId, long messageId) {
                published.add(messageId);
                return CompletableFuture.completedFuture(publishes);
            }
        });
        Words words = Words.english();
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(words)),
                words,
                clock,
                new SecureRandom(),
                new DeliveryThreads(executor));
        delivery.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        delivery.close(Duration.ZERO);
        database.close();
    }

    private void add(Unlocks unlocks) {
        database.useTransaction(handle -> outbox.add(handle, SERVER, unlocks, clock.instant()));
        delivery.wake();
        executor.runDue();
    }

    private void pass(Duration time) {
        clock.advance(time);
        executor.runDue();
    }

    /** Unlocks so long that their cards take two messages. */
    private Unlocks two() {
        Instant now = clock.instant();
        return new Unlocks(
                Announcements.ALICE,
                LongStream.rangeClosed(1, 8)
                        .mapToObj(id -> described(Announcements.unlock(id, now), "so long ".repeat(120)))
                        .toList());
    }

    private static Unlock described(Unlock unlock, String description) {
        return new Unlock(
                unlock.achievementId(),
                unlock.title(),
                description,
                unlock.url(),
                unlock.badgeUrl(),
                unlock.points(),
                unlock.retroPoints(),
                unlock.type(),
                unlock.gameTitle(),
                unlock.gameUrl(),
                unlock.console(),
                unlock.unlockedAt(),
                unlock.hardcore(),
                unlock.upgrade(),
                unlock.late());
    }

    private static boolean isCard(Send send) {
        return send.message().getEmbeds().stream()
                .anyMatch(embed ->
                        embed.getDescription() != null && embed.getDescription().contains("\n"));
    }

    @Test
    void whatWasNotTriedIsDrawnAnewInTodaysStyle() {
        discord.answer(new SendResult.NotSent("no connection"));
        add(two());
        assertThat(discord.sends()).hasSize(1);

        guilds.options().style(SERVER, Style.COMPACT);
        discord.takeAll();
        pass(Duration.ofMinutes(2));

        assertThat(discord.sends()).hasSize(3);
        assertThat(discord.sends().get(1).message().getEmbeds())
                .isEqualTo(discord.sends().get(0).message().getEmbeds());
        assertThat(discord.sends()).extracting(TasteDeliveryTest::isCard).containsExactly(true, true, false);
        assertThat(outbox.waiting(SERVER)).isZero();
    }

    @Test
    void plainTextThatDiscordInsistsOnStaysPlain() {
        discord.answer(send -> send.message().getEmbeds().isEmpty()
                ? discord.take(send)
                : CompletableFuture.completedFuture(new SendResult.MessageRefused("no embeds today")));

        add(Announcements.of(1));

        assertThat(discord.sends()).hasSize(2);
        assertThat(outbox.waiting(SERVER)).isZero();
    }

    @Test
    void onlyTheFirstOfSeveralMessagesPings() {
        guilds.options().mention(SERVER, UNLOCKS, ROLE);

        add(two());

        assertThat(discord.sends())
                .extracting(send -> send.message().getMentionedRoles().size())
                .containsExactly(1, 0);
        assertThat(discord.sends().get(0).message().getContent()).startsWith("<@&77> **Alice** unlocked");
    }

    private static Unlock inGame(Unlock u, String url) {
        return new Unlock(
                u.achievementId(),
                u.title(),
                u.description(),
                u.url(),
                u.badgeUrl(),
                u.points(),
                u.retroPoints(),
                u.type(),
                u.gameTitle(),
                url,
                u.console(),
                u.unlockedAt(),
                u.hardcore(),
                u.upgrade(),
                u.late());
    }

    @Test
    void whatIsLeftOfALaterMessagePingsNobody() {
        guilds.options().mention(SERVER, UNLOCKS, ROLE);
        List<Unlock> all = new ArrayList<>(two().unlocks());
        all.set(7, inGame(all.get(7), "https://retroachievements.org/game/99"));
        discord.answer(send -> send.message().getMentionedRoles().isEmpty()
                ? CompletableFuture.completedFuture(new SendResult.NotSent("no connection"))
                : discord.take(send));
        add(new Unlocks(Announcements.ALICE, all));
        assertThat(outbox.waiting(SERVER)).isEqualTo(1);
        database.useTransactionAlone(
                handle -> outbox.ofPlayers().withdraw(handle, SERVER, Announcements.ALICE.ulid(), 99, clock.instant()));
        discord.takeAll();
        delivery.wake();
        pass(Duration.ofMinutes(2));
        assertThat(outbox.waiting(SERVER)).isZero();
        assertThat(discord.sends().stream()
                        .filter(send -> !send.message().getMentionedRoles().isEmpty())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRoleTakenAwayBeforeTheMessageIsSentIsNotPinged() {
        guilds.options().mention(SERVER, UNLOCKS, ROLE);
        discord.answer(new SendResult.NotSent("no connection"));
        add(new Unlocks(Announcements.ALICE, List.of(Announcements.unlock(1, clock.instant()))));
        guilds.options().mention(SERVER, UNLOCKS, null);
        int before = discord.sends().size();
        discord.takeAll();
        pass(Duration.ofMinutes(2));
        assertThat(discord.sends().subList(before, discord.sends().size()))
                .allSatisfy(
                        send -> assertThat(send.message().getMentionedRoles()).isEmpty());
    }

    @Test
    void aMessageThatIsSplitOrMadePlainPingsOnce() {
        guilds.options().mention(SERVER, UNLOCKS, ROLE);
        Instant now = clock.instant();
        discord.answer(send -> send.message().getEmbeds().isEmpty()
                ? discord.take(send)
                : CompletableFuture.completedFuture(new SendResult.MessageRefused("no embeds today")));

        add(new Unlocks(Announcements.ALICE, List.of(Announcements.unlock(1, now), Announcements.unlock(2, now))));

        List<Send> posted = discord.sends().stream()
                .filter(send -> send.message().getEmbeds().isEmpty())
                .toList();
        assertThat(posted)
                .extracting(send -> send.message().getMentionedRoles().size())
                .containsExactly(1, 0);
    }

    @Test
    void aMessageThatGoesOutAnHourLaterPingsNobodyAndSaysTheSame() {
        guilds.options().mention(SERVER, UNLOCKS, ROLE);
        discord.answer(new SendResult.NotSent("no connection"));
        add(new Unlocks(Announcements.ALICE, List.of(Announcements.unlock(1, clock.instant()))));

        discord.takeAll();
        pass(Duration.ofMinutes(61));

        Send first = discord.sends().get(0);
        Send last = discord.sends().get(discord.sends().size() - 1);
        assertThat(first.message().getMentionedRoles()).containsExactly("77");
        assertThat(last.message().getMentionedRoles()).isEmpty();
        assertThat(last.message().getContent()).isEqualTo(first.message().getContent());
        assertThat(last.nonce()).isEqualTo(first.nonce());
    }

    @Test
    void aPingChangesNothingAboutWhatAMessageReadsBackAs() {
        UnlockKind kind = new UnlockKind(Words.english());
        Unlocks many = Announcements.many(30);
        for (List<RenderedMessage> drawn : List.of(
                kind.cards(Announcements.of(1, 2)),
                kind.compact(Announcements.of(1)),
                kind.list(many),
                kind.plain(many))) {
            RenderedMessage pinging =
                    RoleMention.inTheFirst(drawn, "18446744073709551615").get(0);
            List<MessageEmbed> embeds = pinging.message().getEmbeds();
            assertThat(pinging.message().getContent()).startsWith("<@&18446744073709551615> ");
            assertThat(kind.readBack(pinging.message().getContent(), embeds))
                    .isEqualTo(kind.readBack(drawn.get(0).message().getContent(), embeds))
                    .isNotEmpty();
        }
    }

    @Test
    void publishesTenMessagesAnHourAndGivesUpOnTheRest() {
        guilds.options().publish(SERVER, UNLOCKS, true);
        for (long id = 1; id <= 12; id++) {
            add(Announcements.of(id));
        }
        assertThat(discord.sends()).hasSize(12);
        assertThat(published).hasSize(10).doesNotHaveDuplicates();

        pass(Duration.ofMinutes(61));
        assertThat(published).hasSize(10);
        add(Announcements.of(20));
        assertThat(published).hasSize(11);
    }

    @Test
    void triesToPublishForAMinuteOnceAMessageIsPosted() {
        guilds.options().publish(SERVER, UNLOCKS, true);
        publishes = false;
        add(Announcements.of(1));
        for (int i = 0; i < 25; i++) {
            pass(Duration.ofSeconds(3));
        }
        assertThat(published).hasSizeBetween(5, 12).containsOnly(published.get(0));

        guilds.options().publish(SERVER, UNLOCKS, false);
        int before = published.size();
        add(Announcements.of(2));
        assertThat(published).hasSize(before);
    }
}
