package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.guild.GuildAvailableEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.GuildUnavailableEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
final class GatewayTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private final long channel = discord.channels().create(guild, "unlocks");
    private final long member = discord.world().createMember(guild, "Ada");
    private Bot bot;

    @BeforeAll
    void start() {
        bot = Bot.start(discord);
        bot.jda().updateCommands().addCommands(Commands.slash("help", "Helps")).complete();
    }

    @BeforeEach
    void forget() {
        bot.forgetEvents();
    }

    @AfterAll
    void stop() {
        bot.close();
        discord.close();
    }

    @Test
    void sendsTheServerWithItsChannelsAndTheBotsPermissions() {
        Guild seen = Objects.requireNonNull(bot.jda().getGuildById(guild));

        assertThat(seen.getName()).isEqualTo("Retro Club");
        TextChannel text = Objects.requireNonNull(seen.getTextChannelById(channel));
        assertThat(seen.getSelfMember().hasPermission(text, Permission.MESSAGE_EMBED_LINKS))
                .isTrue();
        assertThat(seen.getSelfMember().hasPermission(Permission.MANAGE_SERVER)).isFalse();
    }

    @Test
    void refusesAWrongToken() {
        assertThatThrownBy(() -> DefaultShardManagerBuilder.createLight("wrong")
                        .setRestConfigProvider(any ->
                                new RestConfig().setBaseUrl(discord.apiUrl().toString()))
                        .build())
                .isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void reportsServersThatTheBotJoinsAndLeaves() {
        long other = discord.world().createGuild("Another");
        await().until(() -> bot.saw(GuildJoinEvent.class));

        discord.world().removeBot(other);

        await().until(() -> bot.saw(GuildLeaveEvent.class));
        bot.forgetEvents();
        discord.world().addBot(other);
        await().until(() -> bot.saw(GuildJoinEvent.class));
    }

    @Test
    void reportsAServersOutage() {
        long other = discord.world().createGuild("Shaky");
        await().until(() -> bot.jda().getGuildById(other) != null);

        discord.world().available(other, false);

        await().until(() -> bot.saw(GuildUnavailableEvent.class));
        discord.world().available(other, true);
        await().until(() -> bot.saw(GuildAvailableEvent.class));
    }

    @Test
    void reportsChangesToChannelsAndPermissions() {
        long other = discord.channels().create(guild, "fleeting");
        await().until(() -> bot.jda().getTextChannelById(other) != null);
        TextChannel text = Objects.requireNonNull(bot.jda().getTextChannelById(other));

        discord.channels().denyBot(other, io.github.cheevoherald.sandbox.discord.Permission.SEND_MESSAGES);

        await().until(() -> !text.canTalk());
        discord.channels().delete(other);
        await().until(() -> bot.jda().getTextChannelById(other) == null);
    }

    @Test
    void replaysEventsAfterAClosedConnection() {
        resumesAfter(() -> discord.gateway().close(4000));
    }

    @Test
    void replaysEventsAfterANormalClose() {
        resumesAfter(() -> discord.gateway().close(1000));
    }

    @Test
    void replaysEventsAfterACutConnection() {
        resumesAfter(() -> discord.gateway().cut());
    }

    @Test
    void resumesWhenAskedToReconnect() {
        resumesAfter(() -> discord.gateway().reconnect());
    }

    @Test
    void resumesAnInvalidButResumableSession() {
        resumesAfter(() -> discord.gateway().invalidate(true));
    }

    private void resumesAfter(Runnable disturbance) {
        int identifies = discord.gateway().identifies();
        int resumes = discord.gateway().resumes();

        disturbance.run();
        await().until(() ->
                bot.saw(SessionDisconnectEvent.class) || discord.gateway().connected() == 0);
        discord.interactions().slash(channel, member, "help", Map.of());

        await().until(() -> bot.saw(SlashCommandInteractionEvent.class));
        assertThat(discord.gateway().resumes()).isEqualTo(resumes + 1);
        assertThat(discord.gateway().identifies()).isEqualTo(identifies);
    }

    @Test
    void makesAForgottenSessionIdentifyAgain() {
        int identifies = discord.gateway().identifies();

        discord.gateway().invalidate(false);

        await().until(() -> bot.saw(SessionRecreateEvent.class));
        assertThat(discord.gateway().identifies()).isEqualTo(identifies + 1);
        assertThat(bot.jda().getGuildById(guild)).isNotNull();
    }

    @Test
    void losesAClientWhoseHeartbeatsGoUnacknowledged() {
        try (EmbeddedDiscord shaky = EmbeddedDiscord.start(Clock.systemUTC())) {
            shaky.gateway().heartbeatInterval(Duration.ofMillis(300));
            try (Bot client = Bot.start(shaky)) {
                shaky.gateway().dropAcknowledgements(true);

                // What comes next isn't checked: JDA sometimes interrupts its own reconnect here, and shuts down.
                await().until(() -> client.saw(SessionDisconnectEvent.class));
            }
        }
    }

    @Test
    void assignsServersToShards() {
        try (EmbeddedDiscord large = EmbeddedDiscord.start(Clock.systemUTC())) {
            long owner = large.world().createUser("Owner");
            large.world().createGuild(4L << 22, "Even", owner);
            large.world().createGuild(5L << 22, "Odd", owner);
            large.gateway().shards(2);

            try (Bot client = Bot.start(large)) {
                assertThat(client.manager().getShards()).hasSize(2);
                assertThat(names(client, 0)).containsExactly("Even");
                assertThat(names(client, 1)).containsExactly("Odd");
            }
        }
    }

    private static List<String> names(Bot client, int shard) {
        return Objects.requireNonNull(client.manager().getShardById(shard)).getGuilds().stream()
                .map(Guild::getName)
                .toList();
    }

    @Test
    void refusesConnectionsWhenOrdered() {
        discord.gateway().refuseNext(1);
        int resumes = discord.gateway().resumes();

        discord.gateway().close(4000);

        await().until(() -> discord.gateway().connected() == 0);
        await().until(() ->
                bot.saw(SessionRecreateEvent.class) || discord.gateway().resumes() > resumes);
    }
}
