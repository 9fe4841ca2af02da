package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.HeardErrors;
import io.github.cheevoherald.Lines;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import net.dv8tion.jda.api.events.interaction.command.CommandAutoCompleteInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class CommandRouterTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static EmbeddedDiscord discord;
    private static CommandRouter router;
    private static ShardManager shards;
    private static long channel;
    private static long member;
    private static long otherChannel;
    private static long stranger;

    /** A command that fails, before or after it starts to answer. */
    private static final class Broken implements SlashCommand {
        @Override
        public SlashCommandData definition() {
            return Commands.slash("broken", "Fails")
                    .addOption(OptionType.BOOLEAN, "late", "After the answer began")
                    .addOption(OptionType.BOOLEAN, "said", "For a reason that is in the log already")
                    .addOption(OptionType.BOOLEAN, "error", "With an Error")
                    .addOption(OptionType.STRING, "typed", "Suggested", false, true);
        }

        @Override
        public void onCommand(SlashCommandInteractionEvent event) {
            if (event.getOption("late") != null) {
                event.reply("half").setEphemeral(true).complete();
            }
            if (event.getOption("error") != null) {
                throw new NoClassDefFoundError("planned by the test");
            }
            if (event.getOption("said") != null) {
                throw new UncheckedIOException(new IOException("planned by the test"));
            }
            throw new IllegalStateException("planned by the test");
        }

        @Override
        public void onAutoComplete(CommandAutoCompleteInteractionEvent event) {
            throw new IllegalStateException("planned by the test");
        }
    }

    @BeforeAll
    static void start() throws InterruptedException {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        long guild = discord.world().createGuild("Server");
        channel = discord.channels().create(guild, "general");
        member = discord.world().createMember(guild, "Ann");
        long other = discord.world().createGuild("Other");
        otherChannel = discord.channels().create(other, "general");
        stranger = discord.world().createMember(other, "Ben");
        router = new CommandRouter(
                List.of(new Broken()),
                new CommandRouter.Sentences(
                        "servers only", "went wrong", "unknown", UnaryOperator.identity(), "left alone"),
                (guildId, userId) -> {},
                UncheckedIOException.class::isInstance,
                guildId -> guildId != other);
        shards = DefaultShardManagerBuilder.createLight(discord.token(), List.of())
                .setRestConfigProvider(
                        shard -> new RestConfig().setBaseUrl(discord.apiUrl().toString()))
                .setCallbackPool(Executors.newCachedThreadPool(), true)
                .setEnableShutdownHook(false)
                .addEventListeners(router)
                .build();
        shards.getShards()
                .get(0)
                .awaitReady()
                .updateCommands()
                .addCommands(router.definitions())
                .complete();
    }

    @AfterAll
    static void stop() {
        shards.shutdown();
        router.close();
        discord.close();
    }

    @Test
    void answersPrivatelyAndLogsOnceWhenACommandFails() {
        try (Lines lines = new Lines()) {
            Message answer = ask(Map.of());

            assertThat(answer.ephemeral()).isTrue();
            assertThat(answer.content()).isEqualTo("went wrong");
            assertThat(lines.worseThanInfo()).singleElement().asString().startsWith("ERROR /broken failed");
        }
    }

    @Test
    void answersEvenAfterAnError() {
        HeardErrors heard = new HeardErrors();
        assertThat(ask(Map.of("error", true)).content()).isEqualTo("went wrong");
        assertThat(heard.errors()).hasSize(1);
    }

    @Test
    void doesNotLogAFailureTwice() {
        try (Lines lines = new Lines()) {
            assertThat(ask(Map.of("said", true)).content()).isEqualTo("went wrong");
            assertThat(ask(Map.of("said", true)).content()).isEqualTo("went wrong");

            assertThat(lines.worseThanInfo()).isEmpty();
        }
    }

    @Test
    void followsUpPrivatelyWhenACommandFailsAfterItsAnswer() {
        Message answer = discord.interactions()
                .slash(channel, member, "broken", Map.of("late", true))
                .awaitFollowUp(SOON);

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).isEqualTo("went wrong");
    }

    @Test
    void survivesAFailedSuggestion() {
        try (Lines lines = new Lines()) {
            discord.interactions().autocomplete(channel, member, "broken", "typed", "a", Map.of());
            // A line that came later would be taken for another test's.
            await().until(() -> !lines.holding("completing /broken failed").isEmpty());
        }

        assertThat(ask(Map.of()).content()).isEqualTo("went wrong");
    }

    @Test
    void worksOnlyInServers() {
        long direct = discord.channels().direct(member);

        Message answer = discord.interactions()
                .slashUnchecked(direct, member, "broken", Map.of())
                .awaitAnswer(SOON);

        assertThat(answer.content()).isEqualTo("servers only");
    }

    @Test
    void onlyExplainsItselfInAServerThatIsNotEnabled() {
        Message answer = discord.interactions()
                .slash(otherChannel, stranger, "broken", Map.of())
                .awaitAnswer(SOON);

        assertThat(answer.ephemeral()).isTrue();
        assertThat(answer.content()).isEqualTo("left alone");
    }

    @Test
    void findsTheCommandOfAButton() {
        assertThat(CommandRouter.commandOf("unlocks.achievement:1:2:9")).isEqualTo("unlocks");
        assertThat(CommandRouter.commandOf("players:1:2")).isEqualTo("players");
        assertThat(CommandRouter.commandOf("")).isEmpty();
    }

    private static Message ask(Map<String, ?> options) {
        return discord.interactions().slash(channel, member, "broken", options).awaitAnswer(SOON);
    }
}
