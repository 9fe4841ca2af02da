package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonTypeName;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Item;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.StoredKind;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind of announcement that exists only in this test goes all the way to Discord, with no code for it elsewhere. */
final class SecondKindTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String NOBODY = "nobody";
    private static final PlayerCard ANN = Announcements.player("Ann");
    private static final PlayerCard BEN = Announcements.player("Ben");

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();
    private final long now = clock.instant().getEpochSecond();
    private EmbeddedDiscord discord;
    private long guild;
    private long news;
    private long unlocks;
    private Database database;
    private Outbox outbox;
    private DiscordConnection connection;
    private Delivery delivery;

    /** A completed game. */
    record Completion(@Nullable PlayerCard player, String game, long date) implements Item {
        @Override
        public String title() {
            return game;
        }

        @Override
        public String subject() {
            return game;
        }
    }

    /** Completions by any number of players, in one list. */
    @JsonTypeName("completions-1")
    record Completions(List<Completion> all) implements Announcement {
        static final StoredKind STORED = new StoredKind("completions", List.of(Completions.class));

        @Override
        public String kind() {
            return STORED.name();
        }

        @Override
        public List<Item> items() {
            return List.copyOf(all);
        }

        @Override
        public Announcement withItems(List<Item> items) {
            return new Completions(items.stream().map(Completion.class::cast).toList());
        }
    }

    /** Draws and reads them: a title "GAME by PAGE", and the date. */
    static final class CompletionKind implements AnnouncementKind {
        @Override
        public String name() {
            return "completions";
        }

        @Override
        public List<RenderedMessage> cards(Announcement announcement) {
            List<MessageEmbed> embeds = new ArrayList<>();
            for (Completion one : ((Completions) announcement).all()) {
                embeds.add(new EmbedBuilder()
                        .setTitle(one.game() + " by "
                                + (one.player() == null ? NOBODY : one.key().page()))
                        .setTimestamp(Instant.ofEpochSecond(one.date()))
                        .build());
            }
            MessageCreateData message =
                    new MessageCreateBuilder().setEmbeds(embeds).build();
            return List.of(new RenderedMessage(announcement, message, MessageForm.CARDS));
        }

        @Override
        public List<RenderedMessage> list(Announcement announcement) {
            return cards(announcement);
        }

        @Override
        public List<RenderedMessage> plain(Announcement announcement) {
            throw new IllegalStateException("not needed here");
        }

        @Override
        public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
            return embeds.stream()
                    .filter(embed -> String.valueOf(embed.getTitle()).contains(" by "))
                    .map(CompletionKind::key)
                    .collect(Collectors.toSet());
        }

        private static ItemKey key(MessageEmbed embed) {
            String[] parts = String.valueOf(embed.getTitle()).split(" by ", -1);
            OffsetDateTime date = Objects.requireNonNull(embed.getTimestamp());
            return ItemKey.of(parts[1].equals(NOBODY) ? "" : parts[1], parts[0], date.toEpochSecond());
        }

        @Override
        public Announcement example(Example example, Instant time) {
            return completions(new Completion(null, "Example", time.getEpochSecond()));
        }

        @Override
        public String exampleNote() {
            return "An example";
        }
    }

    @BeforeEach
    void open() throws InterruptedException {
        discord = EmbeddedDiscord.start(clock);
        guild = discord.world().createGuild("Server");
        news = discord.channels().create(guild, "news");
        unlocks = discord.channels().create(guild, "unlocks");
        start();
        GivenFeed.in(database, guild, Completions.STORED.name(), news);
    }

    @AfterEach
    void close() throws InterruptedException {
        stop();
        discord.close();
    }

    private void start() throws InterruptedException {
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED, Completions.STORED);
        connection = new DiscordConnection(
                discord.token(), discord.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, clock);
        connection.connect();
        Words words = Words.english();
        delivery = new Delivery(
                new Delivery.Ports(
                        outbox,
                        new Guilds(database),
                        connection.discord(),
                        EverybodyStays.in(database, clock),
                        Map::of),
                new AnnouncementKinds(new UnlockKind(words), new CompletionKind()),
                words,
                clock,
                new SecureRandom());
        delivery.start();
    }

    private void stop() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        connection.shutdown(Duration.ofSeconds(5));
        database.close();
    }

    private void add(Announcement announcement) {
        database.useTransaction(handle -> outbox.add(handle, guild, announcement, clock.instant()));
        delivery.wake();
    }

    private static Completions completions(Completion... all) {
        return new Completions(List.of(all));
    }

    private List<String> titles(long channel) {
        return discord.channels().messages(channel).stream()
                .map(Message::embeds)
                .flatMap(List::stream)
                .map(embed -> embed.path("title").asText())
                .toList();
    }

    private void awaitSettled() {
        await().atMost(SOON).until(() -> outbox.waiting(guild) == 0);
    }

    @Test
    void goesToItsOwnFeedNextToTheFirstKind() {
        GivenFeed.in(database, guild, UnlockAnnouncement.KIND, unlocks);

        add(completions(new Completion(ANN, "Sonic", now), new Completion(null, "Zelda", now)));
        add(Announcements.of(1));
        awaitSettled();

        assertThat(titles(news)).containsExactly("Sonic by " + ItemKey.pageOf(ANN.url()), "Zelda by nobody");
        assertThat(titles(unlocks)).containsExactly("Title 1");
    }

    @Test
    void isFoundInTheChannelAfterALostAnswerBehindAnotherKind() throws InterruptedException {
        discord.nonceMemory(Duration.ZERO);
        DiscordFault fault =
                discord.faults().at(RestFilter.sendsTo(news)).times(1).statusAfterTheWork(500);
        add(completions(new Completion(null, "Zelda", now)));
        await().atMost(SOON).until(() -> fault.strikes() == 1);
        GivenFeed.off(database, guild);
        stop();
        start();
        GivenFeed.in(database, guild, UnlockAnnouncement.KIND, news);
        add(Announcements.of(1));
        await().atMost(SOON).until(() -> titles(news).contains("Title 1"));

        GivenFeed.in(database, guild, Completions.STORED.name(), news);
        delivery.feedChanged(guild);
        awaitSettled();

        assertThat(titles(news)).containsExactly("Zelda by nobody", "Title 1");
    }

    @Test
    void isNotRepeatedAfterARestore() throws IOException, InterruptedException {
        add(completions(new Completion(ANN, "Sonic", now)));
        awaitSettled();
        Path copy = folder.resolve("copy.db");
        Backup.copy(DatabaseAddress.of("jdbc:sqlite:" + folder.resolve("herald.db")), copy, clock);
        add(completions(new Completion(null, "Zelda", now)));
        awaitSettled();

        stop();
        for (String end : List.of("-wal", "-shm")) {
            Files.deleteIfExists(folder.resolve("herald.db" + end));
        }
        Files.move(copy, folder.resolve("herald.db"), StandardCopyOption.REPLACE_EXISTING);
        start();
        add(completions(new Completion(null, "Zelda", now), new Completion(BEN, "Tetris", now)));
        awaitSettled();

        assertThat(titles(news).stream().map(title -> title.split(" ", 2)[0]))
                .containsExactly("Sonic", "Zelda", "Tetris");
    }

    @Test
    void losesAPlayerWhoseLinkEndsAndKeepsTheOthers() {
        DiscordFault outage = discord.faults().at(RestFilter.sendsTo(news)).status(500);
        add(completions(new Completion(ANN, "Sonic", now)));
        await().atMost(SOON).until(() -> outage.strikes() > 0);
        add(completions(new Completion(ANN, "Doom", now), new Completion(BEN, "Tetris", now)));

        database.useTransaction(handle -> outbox.withdraw(handle, guild, ANN.ulid(), clock.instant()));
        outage.end();
        delivery.feedChanged(guild);
        awaitSettled();

        assertThat(titles(news)).containsExactly("Tetris by " + ItemKey.pageOf(BEN.url()));
    }

    @Test
    void isHalvedWhenDiscordRefusesTheWhole() {
        List<Completion> all = Stream.of("One", "Two", "Three", "Four")
                .map(game -> new Completion(BEN, game, now))
                .toList();
        DiscordFault refusals =
                discord.faults().at(RestFilter.sendsTo(news)).times(1).refusal(400, 50035);

        add(new Completions(all));
        awaitSettled();

        assertThat(refusals.strikes()).isEqualTo(1);
        assertThat(discord.channels().messages(news)).hasSize(2);
        assertThat(titles(news).stream().map(title -> title.split(" ", 2)[0]))
                .containsExactly("One", "Two", "Three", "Four");
    }
}
