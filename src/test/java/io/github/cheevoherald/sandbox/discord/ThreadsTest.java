package io.github.cheevoherald.sandbox.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.Objects;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How a bot sees threads. */
@TestInstance(Lifecycle.PER_CLASS)
final class ThreadsTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final long guild = discord.world().createGuild("Retro Club");
    private final long channel = discord.channels().create(guild, "games");
    private final long beforeTheStart = discord.threads().create(channel, "before the start");
    private final long archivedBefore = discord.threads().create(channel, "archived before");
    private Bot bot;
    private Guild seen;

    @BeforeAll
    void start() {
        discord.threads().archive(archivedBefore);
        bot = Bot.start(discord);
        seen = Objects.requireNonNull(bot.jda().getGuildById(guild));
    }

    @AfterAll
    void stop() {
        bot.close();
        OpenApiCheck.verify(discord.wire());
        discord.close();
    }

    private ThreadChannel awaitThread(long id) {
        await().until(() -> seen.getThreadChannelById(id) != null);
        return Objects.requireNonNull(seen.getThreadChannelById(id));
    }

    @Test
    void activeThreadsAreThereFromTheStartAndArchivedOnesAreNot() {
        assertThat(awaitThread(beforeTheStart).getParentChannel().getIdLong()).isEqualTo(channel);
        assertThat(seen.getThreadChannelById(archivedBefore)).isNull();
        assertThat(discord.threads().of(channel)).contains(beforeTheStart, archivedBefore);
    }

    @Test
    void aThreadIsOfTheKindThatItsChannelMakes() {
        long news = discord.channels().createAnnouncement(guild, "news");

        assertThat(awaitThread(discord.threads().create(news, "in news")).getType())
                .isEqualTo(ChannelType.GUILD_NEWS_THREAD);
        assertThat(awaitThread(discord.threads().create(channel, "in games")).getType())
                .isEqualTo(ChannelType.GUILD_PUBLIC_THREAD);
    }

    @Test
    void aPrivateThreadShowsOnceTheBotIsAdded() {
        long thread = discord.threads().createPrivate(channel, "secret");
        awaitThread(discord.threads().create(channel, "later"));
        assertThat(seen.getThreadChannelById(thread)).isNull();

        discord.threads().addBot(thread);

        assertThat(awaitThread(thread).isJoined()).isTrue();
    }

    @Test
    void anArchivedThreadIsForgottenAndComesBackWithAPost() {
        ThreadChannel thread = awaitThread(discord.threads().create(channel, "comes back"));
        discord.threads().archive(thread.getIdLong());
        await().until(() -> seen.getThreadChannelById(thread.getIdLong()) == null);

        thread.sendMessage("here").complete();

        assertThat(awaitThread(thread.getIdLong()).isArchived()).isFalse();
    }

    @Test
    void aLockedThreadRefusesPosts() {
        ThreadChannel thread = awaitThread(discord.threads().create(channel, "locked"));
        discord.threads().lock(thread.getIdLong());

        assertThatThrownBy(() -> thread.sendMessage("no").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(160005));
        discord.threads().archive(thread.getIdLong());
        assertThatThrownBy(() -> thread.sendMessage("no").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorCode()).isEqualTo(50083));
    }

    @Test
    void aDeletedChannelTakesItsThreadsAlong() {
        long parent = discord.channels().create(guild, "parent");
        ThreadChannel thread = awaitThread(discord.threads().create(parent, "orphan"));

        discord.channels().delete(parent);

        assertThatThrownBy(() -> thread.sendMessage("no").complete())
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        e -> assertThat(e.getErrorResponse()).isEqualTo(ErrorResponse.UNKNOWN_CHANNEL));
    }
}
