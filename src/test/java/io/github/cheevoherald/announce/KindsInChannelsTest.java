package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.announce.SecondKindTest.Completion;
import io.github.cheevoherald.announce.SecondKindTest.CompletionKind;
import io.github.cheevoherald.announce.SecondKindTest.Completions;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.discord.ChannelAccess;
import io.github.cheevoherald.discord.DiscordConnection;
import io.github.cheevoherald.discord.ServerEvents;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two kinds of announcements through real JDA, in one channel and in two. */
final class KindsInChannelsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String COMPLETIONS = Completions.STORED.name();

    private final Clock clock = Clock.systemUTC();
    private EmbeddedDiscord discord;
    private long guild;
    private long notices;
    private long home;
    private long news;
    private Database database;
    private Guilds guilds;
    private FeedChannels channels;
    private Outbox outbox;
    private DiscordConnection connection;
    private Delivery delivery;

    @BeforeEach
    void start(@TempDir Path folder) throws InterruptedException {
        discord = EmbeddedDiscord.start(clock);
        guild = discord.world().createGuild("Server");
        notices = discord.channels().create(guild, "notices");
        discord.channels().systemChannel(guild, notices);
        home = discord.channels().create(guild, "home");
        news = discord.channels().create(guild, "news");
        database = Database.open("jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), clock);
        outbox = new Outbox(database, UnlockAnnouncement.STORED, Completions.STORED);
        guilds = new Guilds(database);
        channels = new FeedChannels(database, clock, List.of());
        connection = new DiscordConnection(
                discord.token(), discord.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, clock);
        connection.connect();
        Words words = Words.english();
        delivery = new Delivery(
                new Delivery.Ports(outbox, guilds, connection.discord(), EverybodyStays.in(database, clock), Map::of),
                new AnnouncementKinds(new UnlockKind(words), new CompletionKind()),
                words,
                clock,
                new SecureRandom());
        delivery.start();
        channels.setDefault(guild, home);
    }

    @AfterEach
    void stop() throws InterruptedException {
        delivery.close(Duration.ofSeconds(5));
        connection.shutdown(Duration.ofSeconds(5));
        database.close();
        discord.close();
    }

    /** All at once, so that no delivery begins with some of them. */
    private void add(Announcement... announcements) {
        database.useTransaction(handle -> List.of(announcements)
                .forEach(announcement -> outbox.add(handle, guild, announcement, clock.instant())));
        delivery.wake();
    }

    private void addCompletion(String game) {
        add(completion(game));
    }

    private Announcement completion(String game) {
        return new Completions(
                List.of(new Completion(null, game, clock.instant().getEpochSecond())));
    }

    private List<String> titles(long channel) {
        return discord.channels().messages(channel).stream()
                .map(Message::embeds)
                .flatMap(List::stream)
                .map(embed -> embed.path("title").asText())
                .toList();
    }

    private void set(String kind, long channel) {
        channels.set(guild, kind, channel);
        delivery.feedChanged(guild);
    }

    private void deny(long channel) {
        discord.channels().denyBot(channel, Permission.SEND_MESSAGES);
        await().atMost(SOON)
                .until(() -> connection.discord().access(guild, channel).kind() == ChannelAccess.Kind.MISSING);
    }

    private String blocked(String kind) {
        return String.valueOf(guilds.feed(guild, kind).orElseThrow().blockedReason());
    }

    @Test
    void aBlockedChannelStopsOnlyTheKindThatGoesThere() {
        set(COMPLETIONS, news);
        deny(news);
        addCompletion("Waits");
        await().atMost(SOON).until(() -> blocked(COMPLETIONS).equals("NO_SEND"));

        add(Announcements.of(1));
        await().atMost(SOON).until(() -> titles(home).contains("Title 1"));

        assertThat(blocked("unlocks")).isEqualTo("null");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(discord.channels().messages(notices))
                        .singleElement()
                        .satisfies(notice -> assertThat(notice.content())
                                .startsWith("I can't announce completions in <#" + news + ">")));
        discord.channels().allowBot(news, Permission.SEND_MESSAGES);
        set(COMPLETIONS, news);
        await().atMost(SOON).until(() -> outbox.waiting(guild) == 0);
        assertThat(titles(news)).containsExactly("Waits by nobody");
    }

    @Test
    void kindsOfOneChannelShareItsBlockAndOneNotice() {
        set(COMPLETIONS, home);
        deny(home);
        add(Announcements.of(1), completion("Waits"));
        await().atMost(SOON)
                .until(() -> blocked(COMPLETIONS).equals("NO_SEND")
                        && blocked("unlocks").equals("NO_SEND"));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(discord.channels().messages(notices)).hasSize(1));

        discord.channels().allowBot(home, Permission.SEND_MESSAGES);
        await().atMost(SOON)
                .until(() -> connection.discord().access(guild, home).kind() == ChannelAccess.Kind.USABLE);
        delivery.feedChanged(guild);

        await().atMost(SOON).until(() -> outbox.waiting(guild) == 0);
        assertThat(titles(home)).containsExactlyInAnyOrder("Title 1", "Waits by nobody");
        assertThat(blocked(COMPLETIONS)).isEqualTo("null");
        assertThat(blocked("unlocks")).isEqualTo("null");
        assertThat(discord.channels().messages(notices))
                .singleElement()
                .satisfies(notice -> assertThat(notice.content())
                        .startsWith("I can't announce unlocks and completions in <#" + home + ">"));
    }

    @Test
    void aMovedKindTakesItsBacklogAlongAndLeavesTheOthersBehind() {
        set(COMPLETIONS, home);
        deny(home);
        add(Announcements.of(1));
        addCompletion("Moves");
        await().atMost(SOON).until(() -> blocked(COMPLETIONS).equals("NO_SEND"));

        set(COMPLETIONS, news);

        await().atMost(SOON).until(() -> titles(news).contains("Moves by nobody"));
        assertThat(titles(home)).isEmpty();
        assertThat(blocked("unlocks")).isEqualTo("NO_SEND");
        await().atMost(SOON).until(() -> outbox.waiting(guild) == 1);
    }
}
