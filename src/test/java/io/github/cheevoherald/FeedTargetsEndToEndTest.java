package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a kind goes, through the whole bot: default and own channels, and threads in every state. */
final class FeedTargetsEndToEndTest {
    private static Herald herald;
    private static int players;

    private Herald.Server server;
    private String player;
    private long thread;

    @BeforeAll
    static void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
    }

    @AfterAll
    static void stop() {
        herald.close();
    }

    /** A server of its own, so that tests don't disturb each other. */
    @BeforeEach
    void freshServer() {
        server = herald.new Server("Server");
        player = "Player" + ++players;
        herald.site.world().addPlayer(player);
        server.awaitFeed();
        server.register(server.ann, player);
        thread = herald.discord.threads().create(server.general, "unlocks");
    }

    private String admin(String command, Map<String, ?> options) {
        return server.ask(server.admin, command, options).content();
    }

    private void unlock(String title) {
        herald.site.world().unlock(player, herald.achievement(title).id(), true);
    }

    private static List<String> titles(long channel) {
        return herald.announcements(channel).stream()
                .map(Message::embeds)
                .flatMap(List::stream)
                .map(embed -> embed.path("title").asText())
                .toList();
    }

    private static void awaitTitles(long channel, String... titles) {
        await().atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(titles(channel)).containsExactly(titles));
    }

    private void awaitBlocked(String sentence) {
        await().atMost(Herald.SOON)
                .untilAsserted(() -> assertThat(admin("feed status", Map.of())).contains(sentence));
    }

    private void moveToThread() {
        await().atMost(Herald.SOON)
                .until(() -> admin("feed set", Map.of("channel", thread)).startsWith("From now on"));
    }

    @Test
    void aKindGoesToItsOwnChannelAndBackToTheDefaultOne() {
        admin("feed set", Map.of("channel", server.general, "kind", "unlocks"));
        unlock("Own");
        awaitTitles(server.general, "Own");

        admin("feed set", Map.of("channel", server.feed, "kind", "unlocks"));
        unlock("Default");

        awaitTitles(server.feed, "Default");
        assertThat(titles(server.general)).containsExactly("Own");
    }

    @Test
    void offAndOnAgainAnnouncesNothingOfTheMeantime() {
        admin("feed off", Map.of("kind", "unlocks"));
        unlock("Meanwhile");
        admin("feed set", Map.of("channel", server.feed, "kind", "unlocks"));
        herald.awaitPolls();
        herald.awaitPolls();

        unlock("Afterwards");

        awaitTitles(server.feed, "Afterwards");
    }

    @Test
    void aMovedKindTakesItsBacklogAlong() {
        herald.discord.channels().denyBot(server.feed, Permission.SEND_MESSAGES);
        unlock("Moves");
        awaitBlocked("1 announcement is waiting.");

        admin("feed set", Map.of("channel", server.general, "kind", "unlocks"));

        awaitTitles(server.general, "Moves");
        assertThat(titles(server.feed)).isEmpty();
    }

    @Test
    void announcesInAThreadAndReopensItOnceItIsArchived() {
        moveToThread();
        unlock("Active");
        awaitTitles(thread, "Active");

        herald.discord.threads().archive(thread);
        unlock("Archived");

        awaitTitles(thread, "Active", "Archived");
        assertThat(herald.discord.threads().isArchived(thread)).isFalse();
        assertThat(admin("feed status", Map.of())).contains("<#" + thread + ">", "All is well.");
    }

    @Test
    void anArchivedThreadCanBeChosen() {
        herald.discord.threads().archive(thread);

        assertThat(admin("feed set", Map.of("channel", thread))).startsWith("From now on");
        assertThat(admin("feed status", Map.of())).contains("All is well.");
        assertThat(admin("feed test", Map.of())).contains("<#" + thread + ">");

        assertThat(herald.discord.channels().messages(thread)).hasSize(2);
    }

    @Test
    void aPrivateThreadCanBeChosenOnceTheBotIsIn() {
        thread = herald.discord.threads().createPrivate(server.general, "mods");
        assertThat(admin("feed set", Map.of("channel", thread)))
                .isEqualTo(
                        "I can't see that channel. Give me View Channel there (or mention me in it, if it's a private"
                                + " thread), or choose another.");

        herald.discord.threads().addBot(thread);
        moveToThread();
        unlock("Secret");

        awaitTitles(thread, "Secret");
    }

    @Test
    void aLockedThreadKeepsWhatWaitsUntilItIsOpenAgain() {
        moveToThread();
        herald.discord.threads().lock(thread);
        herald.discord.threads().archive(thread);
        unlock("Locked");
        awaitBlocked("the thread is locked; unlock it, give me Manage Threads,");
        assertThat(admin("feed set", Map.of("channel", thread))).contains("That thread is locked.");

        herald.discord.threads().reopen(thread);
        admin("feed set", Map.of("channel", thread));

        awaitTitles(thread, "Locked");
    }

    @Test
    void aDeletedThreadIsNamedAndAnotherChannelTakesTheBacklog() {
        moveToThread();
        herald.discord.channels().delete(thread);
        unlock("Homeless");
        awaitBlocked("the channel no longer exists");

        server.feedHere();

        awaitTitles(server.feed, "Homeless");
    }

    @Test
    void namesTheRightThatAThreadTakes() {
        moveToThread();
        herald.discord.channels().denyBot(server.general, Permission.SEND_MESSAGES_IN_THREADS);
        unlock("Mute");
        awaitBlocked("please give me Send Messages in Threads in its channel");
        assertThat(admin("feed set", Map.of("channel", thread)))
                .isEqualTo("I need Send Messages in Threads in <#" + thread
                        + "> to post announcements there. Please fix that, then run the command again.");

        herald.discord.channels().allowBot(server.general, Permission.SEND_MESSAGES_IN_THREADS);
        await().atMost(Herald.SOON)
                .until(() -> !admin("feed set", Map.of("channel", thread)).contains("I need"));

        awaitTitles(thread, "Mute");
    }
}
