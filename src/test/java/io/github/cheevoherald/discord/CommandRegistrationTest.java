package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.channel.ChannelType;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.DefaultMemberPermissions;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.interactions.commands.build.SubcommandData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
final class CommandRegistrationTest {
    private final Lines lines = new Lines();
    private EmbeddedDiscord discord;
    private DiscordConnection connection;

    @BeforeEach
    void connect() throws InterruptedException {
        discord = EmbeddedDiscord.start(Clock.systemUTC());
        connection = new DiscordConnection(
                discord.token(), discord.apiUrl(), new OkHttpClient(), ServerEvents.UNHEARD, Clock.systemUTC());
        connection.connect();
    }

    @AfterEach
    void close() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        discord.close();
        lines.close();
    }

    private static OptionData channel() {
        return new OptionData(OptionType.CHANNEL, "channel", "Where", true)
                .setChannelTypes(ChannelType.NEWS, ChannelType.TEXT)
                .setDescriptionLocalization(DiscordLocale.GERMAN, "Wo");
    }

    private static OptionData minutes() {
        return new OptionData(OptionType.INTEGER, "minutes", "How long").setRequiredRange(1, 20160);
    }

    private static OptionData style() {
        return new OptionData(OptionType.STRING, "style", "How")
                .addChoice("Card", "card")
                .addChoice("Plain", "plain");
    }

    private static OptionData player() {
        return new OptionData(OptionType.STRING, "player", "Who", false, true).setRequiredLength(2, 20);
    }

    private static SlashCommandData feed(OptionData... options) {
        return Commands.slash("feed", "Where unlocks are posted")
                .setContexts(InteractionContextType.GUILD)
                .setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_SERVER))
                .setDescriptionLocalization(DiscordLocale.GERMAN, "Wohin")
                .addSubcommands(new SubcommandData("set", "Sets it").addOptions(options));
    }

    private static SlashCommandData feed() {
        return feed(
                channel(),
                minutes(),
                style(),
                player(),
                new OptionData(OptionType.NUMBER, "rarity", "x")
                        .setMinValue(0.5)
                        .setMaxValue(100));
    }

    private static SlashCommandData help() {
        return Commands.slash("help", "Helps").setContexts(InteractionContextType.GUILD);
    }

    private void register(SlashCommandData... commands) {
        assertThat(connection.register(List.of(commands)))
                .succeedsWithin(Duration.ofSeconds(20))
                .isEqualTo(true);
    }

    private long writes() {
        return discord.wire().entries().stream()
                .filter(entry -> entry.method().equals("PUT") && entry.path().endsWith("/commands"))
                .count();
    }

    @Test
    void writesMissingCommandsAndLeavesTheRestAlone() {
        register(feed(), help());
        assertThat(writes()).isEqualTo(1);

        register(help(), feed());

        assertThat(writes()).isEqualTo(1);
        assertThat(discord.wire().entries())
                .filteredOn(
                        entry -> entry.method().equals("GET") && entry.path().endsWith("/commands"))
                .allSatisfy(entry -> assertThat(entry.query()).containsEntry("with_localizations", "true"));
    }

    private static Stream<List<SlashCommandData>> changes() {
        UnaryOperator<SlashCommandData> allowed = command ->
                command.setDefaultPermissions(DefaultMemberPermissions.enabledFor(Permission.MANAGE_CHANNEL));
        SlashCommandData withoutOne = feed(channel(), minutes(), style(), player());
        return Stream.of(
                List.of(feed()),
                List.of(feed(), help(), Commands.slash("new", "New").setContexts(InteractionContextType.GUILD)),
                List.of(feed(), help().setDescription("Helps more")),
                List.of(feed(), help().setName("hilfe")),
                List.of(feed(), help().setNSFW(true)),
                List.of(feed(), help().setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)),
                List.of(feed(), help().setNameLocalization(DiscordLocale.GERMAN, "hilfe")),
                List.of(feed().setDescriptionLocalization(DiscordLocale.GERMAN, "Wo"), help()),
                List.of(allowed.apply(feed()), help()),
                List.of(withoutOne, help()),
                List.of(withoutOne, help(), feed().setName("feed2")),
                List.of(changed(channel().setDescription("Whither")), help()),
                List.of(changed(channel().setChannelTypes(ChannelType.TEXT)), help()),
                List.of(changed(channel().setRequired(false)), help()),
                List.of(changed(channel().setDescriptionLocalization(DiscordLocale.GERMAN, "Wohin")), help()),
                List.of(feed(channel(), minutes().setRequiredRange(1, 60), style(), player(), rarity(0.5)), help()),
                List.of(feed(channel(), minutes().setMinValue(2), style(), player(), rarity(0.5)), help()),
                List.of(feed(channel(), minutes(), style().addChoice("More", "more"), player(), rarity(0.5)), help()),
                List.of(feed(channel(), minutes(), style(), player().setAutoComplete(false), rarity(0.5)), help()),
                List.of(feed(channel(), minutes(), style(), player().setMaxLength(30), rarity(0.5)), help()),
                List.of(feed(channel(), minutes(), style(), player(), rarity(0.25)), help()),
                List.of(feed(channel(), style(), minutes(), player(), rarity(0.5)), help()));
    }

    private static SlashCommandData changed(OptionData channel) {
        return feed(channel, minutes(), style(), player(), rarity(0.5));
    }

    private static OptionData rarity(double least) {
        return new OptionData(OptionType.NUMBER, "rarity", "x")
                .setMinValue(least)
                .setMaxValue(100);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void writesCommandsThatDiffer(List<SlashCommandData> changed) {
        register(feed(), help());

        register(changed.toArray(SlashCommandData[]::new));
        assertThat(writes()).isEqualTo(2);
        register(changed.toArray(SlashCommandData[]::new));

        assertThat(writes()).isEqualTo(2);
    }

    @Test
    void triesUntilDiscordAcceptsThemAndLogsTheFirstFailureAndTheSuccess() {
        discord.faults()
                .at(RestFilter.request("GET", "/applications/\\d+/commands"))
                .times(1)
                .status(500);
        discord.faults()
                .at(RestFilter.request("PUT", "/applications/\\d+/commands"))
                .times(1)
                .status(500);

        CompletableFuture<Boolean> done = connection.register(List.of(help()));

        assertThat(done).succeedsWithin(Duration.ofSeconds(40));
        assertThat(lines.worseThanInfo())
                .containsExactly("WARN The slash commands can't be registered with Discord (status 500: 500: ordered);"
                        + " everything else goes on, and this is retried");
        assertThat(lines.holding("The slash commands are registered now")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT"})
    void retriesNoSoonerThanDiscordAsks(String method) throws InterruptedException {
        DiscordFault busy = discord.faults()
                .at(RestFilter.request(method, "/applications/\\d+/commands"))
                .tooManyRequests(Duration.ofSeconds(431), false);

        CompletableFuture<Boolean> done = connection.register(List.of(help()));

        await().until(() -> !lines.holding("can't be registered").isEmpty());
        await().during(Duration.ofSeconds(6)).until(() -> busy.strikes() == 1);
        assertThat(done).isNotDone();
        assertThat(lines.worseThanInfo()).hasSize(1).first().asString().contains("(status 429");
    }

    @Test
    void aLastingRefusalIsOneLineThatSaysWhy() {
        discord.faults()
                .at(RestFilter.request("PUT", "/applications/\\d+/commands"))
                .answer(403, "application/json", "{\"message\": \"Missing Access\", \"code\": 50001}");

        CompletableFuture<Boolean> done = connection.register(List.of(help()));

        await().until(() -> discord.faults().strikes() >= 1);
        await().atMost(Duration.ofSeconds(20)).until(() -> discord.faults().strikes() >= 2);
        assertThat(done).isNotDone();
        assertThat(lines.worseThanInfo()).hasSize(1).first().asString().contains("code 50001: Missing Access");
        assertThat(connection.isConnected()).isTrue();
    }

    @Test
    void stopsAtOnceWithTheConnection() throws InterruptedException {
        discord.faults()
                .at(RestFilter.request("PUT", "/applications/\\d+/commands"))
                .tooManyRequests(Duration.ofSeconds(431), false);
        ThreadGroup ours = new ThreadGroup("ours");
        CompletableFuture<CompletableFuture<Boolean>> begun = new CompletableFuture<>();
        new Thread(ours, () -> begun.complete(connection.register(List.of(help())))).start();
        CompletableFuture<Boolean> done = begun.join();
        await().until(() -> discord.faults().strikes() == 1);
        Thread[] registering = new Thread[1];
        assertThat(ours.enumerate(registering)).isOne();
        assertThat(registering[0].getName()).isEqualTo("registration");

        connection.shutdown(Duration.ofSeconds(2));
        registering[0].join(TimeUnit.SECONDS.toMillis(5));

        assertThat(registering[0].isAlive()).isFalse();
        assertThat(done).isNotDone();
    }

    @Test
    void leavesAnActivitysEntryPointAlone() {
        register(help());
        String stored = discord.wire().entries().stream()
                .filter(entry -> entry.method().equals("PUT"))
                .map(entry -> String.valueOf(entry.answer()))
                .findFirst()
                .orElseThrow();
        discord.faults()
                .at(RestFilter.request("GET", "/applications/\\d+/commands"))
                .answer(200, "application/json", "[{\"type\": 4, \"name\": \"launch\"}," + stored.substring(1));

        register(help());

        assertThat(writes()).isEqualTo(1);
    }
}
