package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cheevoherald.Lines;
import io.github.cheevoherald.resilience.DaemonThreads;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DiscordConnectionTest {
    private final RecordedServerEvents events = new RecordedServerEvents();
    private EmbeddedDiscord embedded;
    private DiscordConnection connection;

    @BeforeEach
    void start() {
        embedded = EmbeddedDiscord.start(Clock.systemUTC());
        connection = connection(embedded.token());
    }

    @AfterEach
    void stop() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        embedded.close();
    }

    @Test
    void reportsItsServers() throws InterruptedException {
        long home = embedded.world().createGuild("Home");
        long other = embedded.world().createGuild("Other");

        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);

        assertThat(events.told()).containsExactly("present " + List.of(home, other));
        assertThat(connection.isConnected()).isTrue();
    }

    @Test
    void reportsItsServersWhenANewSessionBegins() throws InterruptedException {
        long home = embedded.world().createGuild("Home");
        long left = embedded.world().createGuild("Left");
        connection.connect();

        embedded.gateway().refuseNext(1);
        embedded.gateway().cut();
        embedded.world().removeBot(left);
        embedded.gateway().forgetSessions();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(events.told()).contains("present " + List.of(home)));
    }

    @Test
    void countsAServerInAnOutageAsPresent() throws InterruptedException {
        long home = embedded.world().createGuild("Home");
        connection.connect();
        embedded.world().available(home, false);
        await().until(() -> connection.discord().access(home, 1).kind() == ChannelAccess.Kind.NOT_KNOWN);

        assertThat(connection.presentGuilds()).contains(Set.of(home));
    }

    @Test
    void reportsServersJoinedAndLeft() throws InterruptedException {
        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);

        long guild = embedded.world().createGuild("New");
        await().untilAsserted(() -> assertThat(events.told()).contains("joined " + guild));
        embedded.world().removeBot(guild);

        await().untilAsserted(() -> assertThat(events.told()).contains("left " + guild));
    }

    @Test
    void recordsAServerLaterIfThatFailedAtFirst() throws InterruptedException {
        long home = embedded.world().createGuild("Home");
        embedded.gateway().heartbeatInterval(Duration.ofMillis(200));
        connection.connect();

        events.failures.set(3);
        embedded.world().removeBot(home);
        long added = embedded.world().createGuild("New");

        await().untilAsserted(() -> assertThat(events.told()).last().isEqualTo("present " + List.of(added)));
        await().during(Duration.ofMillis(600)).until(() -> events.told().size() == 2);
    }

    @Test
    void namesAServerInOneShortLineWithItsId() throws InterruptedException {
        connection.connect();

        long guild = embedded.world().createGuild("Cellar\nERROR " + "x".repeat(80));
        embedded.world().removeBot(guild);

        String label = "\"Cellar ERROR " + "x".repeat(46) + "…\" (" + guild + ")";
        await().untilAsserted(() -> assertThat(events.labels()).containsExactly(label, label));
        assertThat(ServerLabel.of("a\u2028b\u202ec\r\n", 5)).isEqualTo("\"a b c\" (5)");
    }

    @Test
    void doesNotMistakeAnOutageForLeaving() throws InterruptedException {
        long guild = embedded.world().createGuild("Home");
        connection.connect();

        embedded.world().available(guild, false);
        embedded.world().available(guild, true);
        long marker = embedded.world().createGuild("Marker");
        await().untilAsserted(() -> assertThat(events.told()).contains("joined " + marker));

        assertThat(events.told()).noneMatch(told -> told.startsWith("left"));
    }

    @Test
    void reportsARefusedToken() throws InterruptedException {
        connection = connection("not-the-token");

        assertThat(connection.connect()).isEqualTo(ConnectResult.REFUSED_TOKEN);
        assertThat(events.told()).isEmpty();
    }

    @Test
    void anUnauthorizedAnswerMeansARefusedTokenOnlyIfDiscordConfirmsIt() throws InterruptedException {
        long guild = embedded.world().createGuild("Home");
        long channel = embedded.channels().create(guild, "unlocks");
        connection.connect();
        embedded.faults().at(RestFilter.sends()).status(401);

        send(guild, channel, "1");
        await().until(() -> embedded.faults().strikes() > 0);
        await().during(Duration.ofSeconds(1)).until(() -> !events.told().contains("token refused"));
        embedded.faults().at(RestFilter.request("GET", "/gateway/bot")).status(401);
        send(guild, channel, "2");

        await().untilAsserted(() -> assertThat(events.told()).contains("token refused"));
    }

    private void send(long guild, long channel, String nonce) {
        connection
                .discord()
                .send(guild, channel, nonce, MessageCreateData.fromContent("Hello"))
                .join();
    }

    @Test
    void triesUntilDiscordAnswers() throws InterruptedException {
        embedded.faults().at(RestFilter.anything()).times(1).status(503);

        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
    }

    private CompletableFuture<ConnectResult> connecting() {
        return CompletableFuture.supplyAsync(this::connect, work -> DaemonThreads.start("connecting", work));
    }

    @Test
    void stopsTryingWhenShutDown() throws Exception {
        embedded.faults().at(RestFilter.anything()).status(503);
        CompletableFuture<ConnectResult> result = connecting();
        await().until(() -> embedded.faults().strikes() > 0);

        connection.shutdown(Duration.ofSeconds(1));

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectResult.STOPPED);
    }

    @Test
    void withFewSessionsLeftItWaitsAndLogsOnceUntilWhen() throws Exception {
        embedded.gateway().sessionStarts(20, Duration.ofHours(5));
        try (Lines lines = new Lines()) {
            Instant before = Instant.now();
            CompletableFuture<ConnectResult> result = connecting();

            await().until(() -> !lines.holding("lets the bot connect only 20 more times until ")
                    .isEmpty());
            await().during(Duration.ofSeconds(2)).until(() -> embedded.gateway().identifies() == 0);
            connection.shutdown(Duration.ofSeconds(1));

            assertThat(result.get(5, TimeUnit.SECONDS)).isEqualTo(ConnectResult.STOPPED);
            assertThat(lines.worseThanInfo()).singleElement().satisfies(line -> {
                String until = line.replaceFirst(".* until (\\S+);.*", "$1");
                assertThat(Instant.parse(until))
                        .isBetween(before.plus(Duration.ofMinutes(299)), before.plus(Duration.ofMinutes(301)));
            });
        }
    }

    @Test
    void connectsAsSoonAsDiscordAllowsEnoughSessions() throws InterruptedException {
        embedded.gateway().sessionStarts(21, Duration.ofHours(5));

        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
    }

    @Test
    void eachShardNeedsASession() {
        SessionStarts starts = new SessionStarts(1000, 23, Duration.ofHours(1));

        assertThat(starts.allow(3)).isTrue();
        assertThat(starts.allow(4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"session_start_limit\": null",
                ", \"session_start_limit\": {}",
                ", \"session_start_limit\": {\"remaining\": \"many\"}",
                ", \"session_start_limit\": {\"remaining\": 1e300, \"reset_after\": -1, \"max_concurrency\": 2147483647}",
                ", \"session_start_limit\": {\"total\": 5, \"remaining\": 5, \"reset_after\": 1, \"max_concurrency\": 0}",
            })
    void ignoresAMissingOrAbsurdSessionLimit(String limit) throws InterruptedException {
        String url = embedded.apiUrl().toString().replaceFirst("http://([^/]+)/.*", "ws://$1/gateway");
        embedded.faults()
                .at(RestFilter.request("GET", "/gateway/bot"))
                .answer(200, "application/json", "{\"url\": \"" + url + "\", \"shards\": 1" + limit + "}");

        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"remaining\": -3, \"reset_after\": 1e300}",
                "{\"remaining\": 0, \"reset_after\": \"soon\"}",
                "{\"remaining\": 0}",
                "{\"remaining\": 0, \"reset_after\": 9223372036854775807}"
            })
    void waitsAtMostADayWhateverDiscordSays(String limit) throws Exception {
        SessionStarts starts = SessionStarts.of(new ObjectMapper().readTree(limit));

        assertThat(starts.allow(1)).isFalse();
        assertThat(starts.untilReset()).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aLostSessionIsNotReplacedWhileFewAreLeft() throws InterruptedException {
        connection.connect();
        embedded.gateway().sessionStarts(20, Duration.ofHours(5));
        try (Lines lines = new Lines()) {
            embedded.gateway().invalidate(false);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !lines.holding("lets the bot connect only").isEmpty());
            await().during(Duration.ofSeconds(4)).until(() -> embedded.gateway().identifies() == 1);
        }
    }

    @Test
    void aSessionThatFailsForGoodAtTheStartIsNotRestartedAtOnce() throws Exception {
        embedded.gateway().refuseSessions(4011);
        CompletableFuture<ConnectResult> result = connecting();
        try (Lines lines = new Lines()) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !lines.holding("the gateway says 4011").isEmpty());
        }
        connection.shutdown(Duration.ofSeconds(1));

        assertThat(result.get(10, TimeUnit.SECONDS)).isEqualTo(ConnectResult.STOPPED);
    }

    @Test
    void reportsAConnectionThatDiscordEndsForGood() throws InterruptedException {
        connection.connect();

        embedded.gateway().close(4011);

        await().untilAsserted(() -> assertThat(events.told()).anyMatch(told -> told.startsWith("ended 4011: ")));
    }

    @Test
    void triesTheGatewayAtLeastEveryMinuteAfterALongOutage() throws InterruptedException {
        connection.connect();
        assertThat(connection.shards().getShards())
                .allSatisfy(shard -> assertThat(shard.getMaxReconnectDelay()).isLessThanOrEqualTo(60));

        embedded.gateway().refuseNext(3);
        embedded.gateway().cut();

        await().atMost(Duration.ofSeconds(30)).until(() -> embedded.gateway().resumes() == 1);
        assertThat(connection.isConnected()).isTrue();
    }

    @Test
    void sendsNothingBeforeItIsConnected() {
        assertThat(connection.discord().access(1, 2)).isEqualTo(new ChannelAccess(ChannelAccess.Kind.NOT_KNOWN));
    }

    private ConnectResult connect() {
        try {
            return connection.connect();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private DiscordConnection connection(String token) {
        return new DiscordConnection(token, embedded.apiUrl(), new OkHttpClient(), events, Clock.systemUTC());
    }
}
