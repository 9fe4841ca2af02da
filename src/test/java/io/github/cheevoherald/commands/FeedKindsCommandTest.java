package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.words.Words;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code /feed} with three kinds, two of which exist only here. */
final class FeedKindsCommandTest {
    private static final String UNLOCKS_AND_AWARDS = "Unlocks and awards";
    private static CommandBench bench;

    private long home;
    private long news;

    private record Stub(String name) implements AnnouncementKind {
        @Override
        public List<RenderedMessage> cards(Announcement announcement) {
            MessageCreateData message = MessageCreateData.fromContent("An example of " + name);
            return List.of(new RenderedMessage(announcement, message, MessageForm.CARDS));
        }

        @Override
        public List<RenderedMessage> list(Announcement announcement) {
            throw new IllegalStateException("not needed here");
        }

        @Override
        public List<RenderedMessage> plain(Announcement announcement) {
            throw new IllegalStateException("not needed here");
        }

        @Override
        public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
            return Set.of();
        }

        @Override
        public Announcement example(Example example, Instant now) {
            return new UnlockKind(Words.english()).example(example, now);
        }

        @Override
        public String exampleNote() {
            return "Only an example.";
        }
    }

    @BeforeAll
    static void start(@TempDir Path folder) {
        bench = new CommandBench(folder, Clock.systemUTC(), new Stub("awards"), new Stub("events"));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void freshServer() {
        bench.freshServer();
        home = bench.discord.channels().create(bench.guild, "unlocks");
        news = bench.discord.channels().createAnnouncement(bench.guild, "news");
        bench.registered(bench.ann, "AnnPlays");
    }

    private static String admin(String command, Map<String, ?> options) {
        Message answer = bench.ask(bench.admin, command, options);
        assertThat(answer.ephemeral()).isTrue();
        return answer.content();
    }

    private void home() {
        admin("feed set", Map.of("channel", home));
    }

    private static void waits(String kind) {
        bench.database.useTransaction(handle -> handle.execute("""
                        INSERT INTO outbox (guild_id, kind, sort_at, payload, created_at_ms, state, next_attempt_at_ms,
                            unlocks) VALUES (?, ?, 1, '{}', 0, 'pending', 0, 1)
                        """, bench.guild, kind));
    }

    @Test
    void offersTheKindsByName() {
        JsonNode feed = bench.discord.interactions().offered(bench.channel, bench.admin).stream()
                .filter(command -> command.path("name").asText().equals("feed"))
                .findFirst()
                .orElseThrow();

        List<String> offered = new ArrayList<>();
        for (JsonNode subcommand : feed.path("options")) {
            for (JsonNode option : subcommand.path("options")) {
                if (option.path("name").asText().equals("kind")) {
                    List<String> choices = new ArrayList<>();
                    option.path("choices")
                            .forEach(choice -> choices.add(choice.path("name").asText() + "="
                                    + choice.path("value").asText()));
                    offered.add(subcommand.path("name").asText() + " " + String.join(" ", choices));
                }
            }
        }
        String kinds = " Unlocks=unlocks Awards=awards Events=events";
        assertThat(offered)
                .containsExactlyInAnyOrder(
                        "set" + kinds,
                        "test" + kinds,
                        "preview" + kinds,
                        "filter" + kinds,
                        "mention" + kinds,
                        "publish" + kinds,
                        "off" + kinds);
    }

    private static String example(long channel) {
        return "\nI've posted an example: have a look in <#" + channel + ">.";
    }

    @Test
    void theFirstChannelBeginsWithUnlocksAndAwardsAndNamesWhatIsOff() {
        assertThat(admin("feed set", Map.of("channel", home)))
                .isEqualTo("From now on, unlocks and awards will be announced in <#" + home + ">.\n"
                        + "Events are off. Turn them on with /feed set and its `kind` option." + example(home));

        assertThat(admin("feed status", Map.of()))
                .isEqualTo(UNLOCKS_AND_AWARDS + " are announced in <#" + home
                        + ">. I haven't announced anything there yet.\n"
                        + "All is well.\n"
                        + "No announcements are waiting.\n"
                        + "Events are off. Turn them on with /feed set and its `kind` option.");
    }

    @Test
    void aKindInItsOwnChannelHasAParagraphOfItsOwn() {
        home();

        assertThat(admin("feed set", Map.of("channel", news, "kind", "events")))
                .isEqualTo("From now on, events will be announced in <#" + news + ">." + example(news));

        assertThat(admin("feed status", Map.of()))
                .isEqualTo(UNLOCKS_AND_AWARDS + " are announced in <#" + home
                        + ">. I haven't announced anything there yet.\n\n"
                        + "Events are announced in <#" + news + ">. I haven't announced anything there yet.\n\n"
                        + "All is well.\n"
                        + "No announcements are waiting.");
        assertThat(admin("feed set", Map.of("channel", bench.channel)))
                .isEqualTo("From now on, unlocks and awards will be announced in <#" + bench.channel + ">.\n"
                        + "Events keep their own channel." + example(bench.channel));
    }

    @Test
    void theTroubleOfOneChannelStandsWithThatChannel() {
        home();
        admin("feed set", Map.of("channel", news, "kind", "events"));
        bench.discord.channels().denyBot(news, Permission.EMBED_LINKS);

        Awaitility.await()
                .atMost(CommandBench.SOON)
                .untilAsserted(() -> assertThat(admin("feed status", Map.of()))
                        .isEqualTo(UNLOCKS_AND_AWARDS + " are announced in <#" + home
                                + ">. I haven't announced anything there yet.\n\n"
                                + "Events are announced in <#" + news + ">. I haven't announced anything there yet.\n"
                                + "I can't post there: I need Embed Links.\n\n"
                                + "No announcements are waiting."));
    }

    @Test
    void turnsOneKindOffAndOnAgain() {
        home();

        assertThat(admin("feed off", Map.of("kind", "awards")))
                .isEqualTo("Awards are no longer announced in this server. No announcements were waiting.");
        assertThat(admin("feed off", Map.of("kind", "awards")))
                .isEqualTo("Awards aren't announced in this server, so there's nothing to stop.");
        assertThat(admin("feed test", Map.of("kind", "awards")))
                .isEqualTo(
                        "Awards aren't announced in this server. Turn them on with /feed set and its `kind` option.");
        assertThat(admin("feed set", Map.of("channel", home))).startsWith("Unlocks are already announced in");
        assertThat(admin("feed status", Map.of()))
                .endsWith("Awards and events are off. Turn them on with /feed set" + " and its `kind` option.");

        assertThat(admin("feed set", Map.of("channel", home, "kind", "awards")))
                .isEqualTo("From now on, awards will be announced in <#" + home + ">." + example(home));
        assertThat(admin("feed set", Map.of("channel", news)))
                .startsWith("From now on, unlocks and awards will be announced in <#" + news + ">.");
    }

    @Test
    void aDefaultChannelThatNothingFollowsIsCalledThat() {
        for (String kind : List.of("unlocks", "awards")) {
            admin("feed set", Map.of("channel", news, "kind", kind));
        }

        assertThat(admin("feed set", Map.of("channel", home)))
                .isEqualTo("<#" + home + "> is the default channel now, but nothing goes there yet: every kind of"
                        + " announcement that's on has a channel of its own.\n"
                        + "Unlocks and awards keep their own channel.");
    }

    @Test
    void dropsOnlyTheBacklogOfTheKindThatIsTurnedOff() {
        home();
        waits("unlocks");
        waits("awards");
        waits("awards");

        Message question = bench.ask(bench.admin, "feed off", Map.of("kind", "awards"));
        assertThat(question.content())
                .isEqualTo("Stop announcing awards in <#" + home
                        + ">? 2 announcements are still waiting and would be dropped.");
        assertThat(bench.click(question, bench.admin, "Stop announcing").content())
                .isEqualTo("Awards are no longer announced in this server. 2 waiting announcements were dropped.");

        assertThat(bench.outbox.waitingItems(bench.guild)).isEqualTo(1);
        assertThat(bench.guilds.feed(bench.guild, "awards")).isEmpty();
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isPresent();
    }

    @Test
    void asksAboutEverythingWhereItGoesAndForgetsAQuestionThatIsOutOfDate() {
        home();
        admin("feed set", Map.of("channel", news, "kind", "events"));
        waits("unlocks");

        Message question = bench.ask(bench.admin, "feed off", Map.of());
        assertThat(question.content())
                .isEqualTo("Stop announcing unlocks, awards and events in this server? 1 announcement is still waiting"
                        + " and would be dropped.");
        admin("feed set", Map.of("channel", home, "kind", "events"));

        assertThat(bench.click(question, bench.admin, "Stop announcing").content())
                .contains("no longer works");
        assertThat(bench.guilds.feed(bench.guild, "unlocks")).isPresent();
        Message again = bench.ask(bench.admin, "feed off", Map.of());
        assertThat(again.content()).startsWith("Stop announcing unlocks, awards and events in <#" + home + ">?");
        assertThat(bench.click(again, bench.admin, "Stop announcing").content())
                .isEqualTo("Unlocks, awards and events are no longer announced in this server. 1 waiting announcement"
                        + " was dropped.");
        assertThat(bench.guilds.channels()).noneMatch(channel -> channel.guildId() == bench.guild);
    }

    @Test
    void theButtonOfAVersionWithOneChannelEndsEverythingThere() {
        home();
        waits("unlocks");
        Message question = bench.ask(bench.admin, "feed off", Map.of());
        String old = "feed.off:0:" + bench.admin + ":" + home + ":1";

        admin("feed set", Map.of("channel", news, "kind", "awards"));
        assertThat(pressed(question, old)).contains("no longer works");
        admin("feed set", Map.of("channel", home, "kind", "awards"));

        assertThat(pressed(question, old)).contains("1 waiting announcement was dropped");
        assertThat(bench.guilds.channels()).noneMatch(channel -> channel.guildId() == bench.guild);
        assertThat(pressed(question, old)).contains("no longer works");
    }

    private static String pressed(Message message, String button) {
        return bench.discord
                .interactions()
                .clickUnchecked(message.id(), bench.admin, button)
                .awaitAnswer(CommandBench.SOON)
                .content();
    }

    @Test
    void postsAnExampleOfTheKindInItsChannel() {
        home();
        admin("feed set", Map.of("channel", news, "kind", "events"));

        assertThat(admin("feed test", Map.of("kind", "events"))).contains("<#" + news + ">");
        assertThat(admin("feed test", Map.of("kind", "awards"))).contains("<#" + home + ">");

        assertThat(bench.discord.channels().messages(news))
                .extracting(Message::content)
                .containsOnly("An example of events\n-# Only an example.")
                .hasSize(2);
        assertThat(bench.discord.channels().messages(home))
                .extracting(Message::content)
                .contains("An example of awards\n-# Only an example.");
    }

    @Test
    void aRegistrationNamesTheChannelOfUnlocksOnly() {
        admin("feed set", Map.of("channel", news, "kind", "events"));
        bench.site.player("BenPlays");
        assertThat(bench.ask(bench.ben, "register", Map.of("username", "BenPlays"))
                        .content())
                .isEqualTo("You're registered as **BenPlays**.");
    }

    @Test
    void takesNoKindItDoesNotKnow() {
        Message answer = bench.discord
                .interactions()
                .slashUnchecked(bench.channel, bench.admin, "feed set", Map.of("channel", home, "kind", "recaps"))
                .awaitAnswer(CommandBench.SOON);

        assertThat(answer.content()).contains("/help");
        assertThat(bench.guilds.channels()).noneMatch(channel -> channel.guildId() == bench.guild);
    }
}
