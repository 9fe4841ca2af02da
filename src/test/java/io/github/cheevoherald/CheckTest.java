package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.config.Config;
import io.github.cheevoherald.config.Secret;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Permission;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.store.Database;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code check} says of credentials. The jar's own tests have the rest. */
final class CheckTest {
    private final EmbeddedDiscord discord = EmbeddedDiscord.start(Clock.systemUTC());
    private final EmbeddedRetroAchievements site = EmbeddedRetroAchievements.start(0, Clock.systemUTC());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        discord.close();
        site.close();
    }

    @Test
    void aKeyThatTheSiteTakesIsRight() throws InterruptedException {
        assertThat(check()).isZero();

        assertThat(out.toString()).contains("ok       RetroAchievements key (its account follows 0 players)");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aSiteInTroubleIsNoFaultOfTheKeys(SiteFault trouble, String why) throws InterruptedException {
        site.faults().order(trouble);

        assertThat(check()).isEqualTo(1);

        assertThat(out.toString().lines()).contains("problem  RetroAchievements key (couldn't be checked)");
        assertThat(err.toString().lines())
                .containsExactly(
                        "retroachievements.url: no usable answer from this address, so the key couldn't be checked: "
                                + why);
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of(SiteFault.status(503), "HTTP 503"),
                Arguments.of(SiteFault.of(SiteFault.Kind.HTML), "HTML with HTTP 200"),
                Arguments.of(SiteFault.throttled(Duration.ofSeconds(40)), "it's limiting requests (429)"));
    }

    @Test
    void namesTheExtrasThatAServerGoesWithout() throws InterruptedException {
        long guild = discord.world().createGuild("Home");
        long channel = discord.channels().create(guild, "unlocks");
        long fans = discord.world().createRole(guild, "Fans");
        discord.world()
                .botPermissions(
                        guild,
                        Permission.VIEW_CHANNEL,
                        Permission.SEND_MESSAGES,
                        Permission.EMBED_LINKS,
                        Permission.ATTACH_FILES,
                        Permission.READ_MESSAGE_HISTORY);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("herald.db"), Clock.systemUTC())) {
            GivenFeed.in(database, guild, "unlocks", channel);
            new Guilds(database).options().mention(guild, List.of("unlocks"), fans);
        }

        assertThat(check()).isZero();

        assertThat(out.toString())
                .contains("(no name of the bot's own: that needs Change Nickname)")
                .contains(
                        "for unlocks (a role isn't pinged: that needs Mention @everyone, @here, and All Roles, or a mentionable role)");
    }

    private int check() throws InterruptedException {
        Config config = new Config(
                new Config.Discord(new Secret(discord.token()), discord.apiUrl(), Set.of()),
                new Config.RetroAchievements(
                        new Secret(site.apiKey()), site.url(), site.url(), 60, site.secondUrl(), 60),
                new Config.Database("jdbc:sqlite:" + folder.resolve("herald.db"), null, null),
                new Config.Polling(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(15),
                        Duration.ofDays(14),
                        Duration.ofSeconds(10)),
                new Config.Limits(200, 10_000),
                new Config.Http("127.0.0.1", 0));
        return new Check(config, new SteadyClock(), new PrintWriter(out, true), new PrintWriter(err, true)).run();
    }
}
