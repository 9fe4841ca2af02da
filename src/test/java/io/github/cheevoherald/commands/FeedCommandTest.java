package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class FeedCommandTest extends OnTheBench {
    @Test
    void setsMovesShowsAndEndsTheFeed() {
        long first = bench.discord.channels().create(bench.guild, "unlocks");
        long second = bench.discord.channels().createAnnouncement(bench.guild, "news");

        bench.registered(bench.ann, "AnnPlays");
        assertThat(admin("feed status", Map.of())).contains("Nothing is announced in this server");
        assertThat(admin("feed set", Map.of("channel", first))).contains("<#" + first + ">");
        assertThat(admin("feed set", Map.of("channel", second))).contains("<#" + second + ">");
        waiting(3);

        assertThat(admin("feed status", Map.of()))
                .contains("<#" + second + ">", "All is well.", "3 announcements are waiting.");
        Message question = bench.ask(bench.admin, "feed off", Map.of());
        assertThat(question.content())
                .isEqualTo("Stop announcing unlocks in <#" + second
                        + ">? 3 announcements are still waiting and would be dropped.");
        assertThat(bench.outbox.waiting(bench.guild)).isEqualTo(1);
        Message answer = bench.click(question, bench.admin, "Stop announcing");
        assertThat(answer.content())
                .isEqualTo("Unlocks are no longer announced in this server. 3 waiting announcements were dropped.");
        assertThat(answer.components()).isEmpty();
        assertThat(bench.outbox.waiting(bench.guild)).isZero();
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
        assertThat(admin("feed off", Map.of())).contains("nothing to stop").doesNotContain("/feed set");
        assertThat(admin("feed test", Map.of())).contains("Choose a channel with /feed set");
    }

    @Test
    void namesTheChannelsProblemBeforeAnyMessageIsRefused() {
        long channel = bench.discord.channels().create(bench.guild, "unlocks");
        admin("feed set", Map.of("channel", channel));

        bench.discord.channels().denyBot(channel, Permission.EMBED_LINKS, Permission.READ_MESSAGE_HISTORY);
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(admin("feed status", Map.of()))
                        .contains("Embed Links, Read Message History")
                        .doesNotContain("All is well"));

        bench.discord.channels().delete(channel);
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(admin("feed status", Map.of()))
                        .contains("no longer exists")
                        .doesNotContain("All is well"));
    }

    @Test
    void makesTheBacklogDueWhenTheFeedIsSetAgain() {
        admin("feed set", Map.of("channel", bench.channel));
        waiting(1);
        long entry = bench.outbox
                .next(new FeedKey(bench.guild, "unlocks"))
                .orElseThrow()
                .id();
        bench.outbox.notSent(entry, "blocked", bench.clock.instant().plusSeconds(600));
        bench.discord.channels().denyBot(bench.channel, Permission.SEND_MESSAGES);
        awaitStatusOfABlockedFeed(
                "I had to stop posting <t:\\d+:R>: I can't send messages in the channel; please give me Send Messages there\\."
                        + " I'll try again <t:\\d+:R>, or as soon as somebody uses /feed set\\.");
        bench.discord.channels().denyBot(bench.channel, Permission.EMBED_LINKS, Permission.SEND_MESSAGES);
        awaitStatusOfABlockedFeed(
                "I had to stop posting <t:\\d+:R>: I need Send Messages, Embed Links\\. Please grant what's missing in the channel's settings\\."
                        + " I'll try again <t:\\d+:R>, or as soon as somebody uses /feed set\\.");
        bench.discord.channels().allowBot(bench.channel, Permission.EMBED_LINKS, Permission.SEND_MESSAGES);
        awaitStatusOfABlockedFeed("I had to stop posting <t:\\d+:R>, but now I have all the permissions I need again\\."
                + " I'll try again <t:\\d+:R>, or as soon as somebody uses /feed set\\.");
        bench.guilds.block(
                bench.guild, bench.channel, "SENDING_DISABLED", bench.clock.instant(), bench.clock.instant());
        awaitStatus("I'm trying again right now\\.");

        assertThat(admin("feed set", Map.of("channel", bench.channel)))
                .isEqualTo("Unlocks are already announced in <#" + bench.channel
                        + ">. If any announcements are waiting, I'm trying to post them now.");

        assertThat(bench.outbox
                        .next(new FeedKey(bench.guild, "unlocks"))
                        .orElseThrow()
                        .nextAttemptAt())
                .isBefore(bench.clock.instant());
    }

    @Test
    void saysThatAnEmptyBlockedFeedIsRetriedWithTheNextAnnouncement() {
        admin("feed set", Map.of("channel", bench.channel));
        bench.guilds.block(
                bench.guild, bench.channel, "SENDING_DISABLED", bench.clock.instant(), bench.clock.instant());

        awaitStatus("I'll try again with the next announcement, or as soon as somebody uses /feed set\\.");
    }

    /** Once the example is posted, some time after the answer, a feed is tried again; so it is blocked until it stays so. */
    private void awaitStatusOfABlockedFeed(String pattern) {
        Awaitility.await().atMost(CommandBench.SOON).untilAsserted(() -> {
            Instant now = bench.clock.instant();
            bench.guilds.block(bench.guild, bench.channel, "NO_SEND", now, now.plusSeconds(600));
            assertThat(admin("feed status", Map.of())).containsPattern(pattern);
        });
    }

    private void awaitStatus(String pattern) {
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(admin("feed status", Map.of())).containsPattern(pattern));
    }

    @Test
    void refusesAChannelWithAMissingPermission() {
        long closed = bench.discord.channels().create(bench.guild, "closed");
        bench.discord.channels().denyBot(closed, Permission.EMBED_LINKS, Permission.SEND_MESSAGES);

        assertThat(bench.refusal(bench.admin, "feed set", Map.of("channel", closed)))
                .contains("<#" + closed + ">", "Send Messages", "Embed Links")
                .doesNotContain("View");
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
    }

    @Test
    void isOnlyForThoseWithManageServer() {
        for (String command : List.of("feed status", "feed off", "feed test")) {
            assertThat(bench.discord
                            .interactions()
                            .slashUnchecked(bench.channel, bench.ann, command, Map.of())
                            .awaitAnswer(CommandBench.SOON)
                            .content())
                    .contains("Manage Server");
        }
        assertThat(bench.discord
                        .interactions()
                        .slashUnchecked(bench.channel, bench.ann, "feed set", Map.of("channel", bench.channel))
                        .awaitAnswer(CommandBench.SOON)
                        .content())
                .contains("Manage Server");
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
        assertThat(bench.discord.interactions().offered(bench.channel, bench.ann))
                .extracting(command -> command.path("name").asText())
                .containsExactlyInAnyOrder(
                        "register", "unregister", "players", "unlocks", "aotw", "tickets", "privacy", "help");
        assertThat(bench.discord.interactions().offered(bench.channel, bench.admin))
                .hasSize(9);
    }

    @Test
    void postsAnExampleAndSaysWhenItCannot() {
        assertThat(bench.refusal(bench.admin, "feed test", Map.of())).contains("/feed set");
        admin("feed set", Map.of("channel", bench.channel));

        assertThat(admin("feed test", Map.of())).contains("look in <#" + bench.channel + ">");
        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> !message.ephemeral())
                .hasSize(2)
                .allSatisfy(example -> assertThat(example.embeds().get(0).toString())
                        .contains(
                                "Example achievement", "Example player", "Only an example: nobody unlocked anything."));
        bench.discord.channels().denyBot(bench.channel, Permission.EMBED_LINKS);
        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(admin("feed test", Map.of())).contains("Embed Links"));
    }

    @Test
    void doesNotSayThatAllIsWellDuringABacklog() {
        bench.registered(bench.ann, "AnnPlays");
        admin("feed set", Map.of("channel", bench.channel));
        waiting(10);
        assertThat(admin("feed status", Map.of())).contains("All is well.");
        waiting(1);
        assertThat(admin("feed status", Map.of()))
                .contains("11 announcements are waiting.")
                .doesNotContain("All is well", "as fast as");

        long entry = bench.outbox
                .next(new FeedKey(bench.guild, "unlocks"))
                .orElseThrow()
                .id();
        waiting(10);
        bench.outbox.sending(entry, bench.channel, bench.clock.instant());
        bench.outbox.sent(entry, 1, bench.clock.instant(), handle -> {});

        assertThat(admin("feed status", Map.of()))
                .contains("11 announcements are waiting.", "I'm posting them as fast as Discord lets me.")
                .doesNotContain("All is well");
    }

    @Test
    void postsTheCallersOwnExample() {
        bench.registered(bench.admin, "BossPlays");
        admin("feed set", Map.of("channel", bench.channel));

        admin("feed test", Map.of());

        assertThat(bench.discord.channels().messages(bench.channel))
                .filteredOn(message -> !message.ephemeral())
                .hasSize(2)
                .allSatisfy(example -> {
                    assertThat(example.embeds()
                                    .get(0)
                                    .path("author")
                                    .path("name")
                                    .asText())
                            .isEqualTo("BossPlays");
                    assertThat(example.embeds().get(0).has("url")).isFalse();
                });
    }

    @Test
    void ignoresOthersAndOldButtons() {
        long first = bench.discord.channels().create(bench.guild, "unlocks");
        admin("feed set", Map.of("channel", first));
        waiting(1);
        Message question = bench.ask(bench.admin, "feed off", Map.of());
        String button = question.components().get(0).path("custom_id").asText();
        long other = bench.discord.world().createAdmin(bench.guild, "Other");

        assertThat(pressed(question, other, button)).contains("That question was for <@" + bench.admin + ">");
        assertThat(pressed(question, bench.ann, button)).contains("Manage Server");
        assertThat(pressed(question, bench.admin, button + "0:x")).contains("no longer works");
        admin("feed set", Map.of("channel", bench.channel));
        assertThat(pressed(question, bench.admin, button)).contains("no longer works");

        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isPresent();
    }

    @Test
    void turnsTheFeedOffAtOnceIfNothingWouldBeDropped() {
        admin("feed set", Map.of("channel", bench.channel));

        Message answer = bench.ask(bench.admin, "feed off", Map.of());

        assertThat(answer.content())
                .isEqualTo("Unlocks are no longer announced in this server. No announcements were waiting.");
        assertThat(answer.components()).isEmpty();
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
    }

    @Test
    void asksAgainIfTheBacklogHasGrownAndWorksAfterARestart() {
        admin("feed set", Map.of("channel", bench.channel));
        waiting(1);
        Message question = bench.ask(bench.admin, "feed off", Map.of());
        waiting(5);
        bench.restart();

        Message again = bench.click(question, bench.admin, "Stop announcing");
        assertThat(again.content()).contains("6 announcements are still waiting and would be dropped.");
        assertThat(bench.outbox.waitingItems(bench.guild)).isEqualTo(6);

        assertThat(bench.click(again, bench.admin, "Stop announcing").content())
                .contains("6 waiting announcements were dropped");
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isEmpty();
    }

    private String pressed(Message message, long user, String button) {
        return bench.discord
                .interactions()
                .clickUnchecked(message.id(), user, button)
                .awaitAnswer(CommandBench.SOON)
                .content();
    }

    @Test
    void postsTheBacklogInTheNewChannel() {
        waiting(1);
        bench.deliver();

        admin("feed set", Map.of("channel", bench.channel));

        Awaitility.await().atMost(CommandBench.SOON).until(() -> bench.outbox.waiting(bench.guild) == 0);
        bench.restart();
    }

    private String admin(String command, Map<String, ?> options) {
        var answer = bench.ask(bench.admin, command, options);
        assertThat(answer.ephemeral()).isTrue();
        return answer.content();
    }

    private void waiting(int unlocks) {
        List<UnlockAnnouncement.Unlock> rows = LongStream.range(0, unlocks)
                .mapToObj(id -> new UnlockAnnouncement.Unlock(
                        id + 1, "T", "D", "u", "b", 5, 7, null, "G", "u", "MD", 1000, true, false, false))
                .toList();
        PlayerCard card = new PlayerCard("01", "P", "u", "p");
        bench.database.useTransaction(handle -> bench.outbox.add(
                handle, bench.guild, new UnlockAnnouncement.Unlocks(card, rows), bench.clock.instant()));
    }
}
