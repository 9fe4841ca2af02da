package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.Objects;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.interactions.commands.Command;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How a bot looks up its servers and itself. */
@TestInstance(Lifecycle.PER_CLASS)
final class LookupsTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private final long member = discord.world().createMember(guild, "Ada", Permission.MANAGE_GUILD);
    private Bot bot;
    private Guild seen;

    @BeforeAll
    void start() {
        bot = Bot.start(discord);
        seen = Objects.requireNonNull(bot.jda().getGuildById(guild));
    }

    @AfterAll
    void stop() {
        bot.close();
        OpenApiCheck.verify(discord.wire());
        discord.close();
    }

    @Test
    void findsMembersByIdAndNickname() {
        discord.world().nickname(guild, member, "Countess");

        assertThat(seen.retrieveMemberById(member).complete().getEffectiveName())
                .isEqualTo("Countess");
        assertThat(seen.retrieveMembersByIds(member).get()).hasSize(1);
        assertThat(discord.world().members(guild)).containsEntry(member, "Countess");
    }

    @Test
    void distinguishesAMemberWhoLeftFromAnUnknownUser() {
        long gone = discord.world().createMember(guild, "Gone");
        discord.world().leave(guild, gone);

        assertThatThrownBy(() -> seen.retrieveMemberById(gone).complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorResponse()).isEqualTo(ErrorResponse.UNKNOWN_MEMBER));
        assertThat(bot.jda().retrieveUserById(gone).complete().getEffectiveName())
                .isEqualTo("Gone");
        assertThatThrownBy(() -> bot.jda().retrieveUserById(1).complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorResponse()).isEqualTo(ErrorResponse.UNKNOWN_USER));
    }

    @Test
    void describesTheApplication() {
        assertThat(bot.jda().retrieveApplicationInfo().complete().getIdLong())
                .isEqualTo(discord.world().botId());
    }

    @Test
    void registeringCommandsAgainKeepsTheirIds() {
        var first = bot.jda()
                .updateCommands()
                .addCommands(Commands.slash("help", "Helps"))
                .complete();
        var again = bot.jda()
                .updateCommands()
                .addCommands(Commands.slash("help", "Helps more"), Commands.slash("feed", "Feeds"))
                .complete();

        assertThat(again).extracting(Command::getName).containsExactly("help", "feed");
        assertThat(again.get(0).getIdLong()).isEqualTo(first.get(0).getIdLong());
        assertThat(bot.jda().retrieveCommands().complete()).hasSize(2);
        assertThat(seen.updateCommands()
                        .addCommands(Commands.slash("local", "Here"))
                        .complete())
                .hasSize(1);
    }

    @Test
    void leavesAServer() {
        long other = discord.world().createGuild("Another");
        await().until(() -> bot.jda().getGuildById(other) != null);

        Objects.requireNonNull(bot.jda().getGuildById(other)).leave().complete();

        await().until(() -> bot.jda().getGuildById(other) == null);
        assertThat(discord.world().guilds()).doesNotContain(other);
    }

    @Test
    void twoEmbeddedDiscordsShareNothing() {
        try (EmbeddedDiscord other = EmbeddedDiscord.start(Clock.systemUTC())) {
            assertThat(new Http(other).get("/guilds/" + guild).status()).isEqualTo(404);
            assertThat(new Http(discord).get("/guilds/" + guild).status()).isEqualTo(200);
        }
    }
}
