package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking up members through real JDA and the embedded Discord. */
final class JdaMembersTest {
    private static final String PATH = "/guilds/\\d+/members/\\d+";

    private static EmbeddedDiscord embedded;
    private static DiscordConnection connection;
    private static MutableClock clock;
    private long server;
    private long ann;

    @BeforeAll
    static void connect() throws InterruptedException {
        embedded = EmbeddedDiscord.start(Clock.systemUTC());
        embedded.rateLimits().off();
        clock = MutableClock.at("2026-03-01T12:00:00Z");
        connection = new DiscordConnection(
                embedded.token(), embedded.apiUrl(), new OkHttpClient(), new RecordedServerEvents(), clock);
        assertThat(connection.connect()).isEqualTo(ConnectResult.CONNECTED);
    }

    @AfterAll
    static void disconnect() throws InterruptedException {
        connection.shutdown(Duration.ofSeconds(2));
        embedded.close();
    }

    @BeforeEach
    void freshServer() {
        server = embedded.world().createGuild("Home");
        ann = embedded.world().createMember(server, "Ann");
        await().until(() -> connection.shards().getGuildById(server) != null);
        embedded.wire().clear();
    }

    @AfterEach
    void clearFaults() {
        embedded.faults().clear();
    }

    private Membership ask(long user) {
        return connection.members().membership(server, user).join();
    }

    private int asked() {
        return embedded.wire().entries("GET", "(/api/v10)?" + PATH).size();
    }

    @Test
    void distinguishesMembersFormerMembersAndDeletedAccounts() {
        assertThat(ask(ann)).isEqualTo(Membership.PRESENT);

        long left = embedded.world().createMember(server, "Left");
        embedded.world().leave(server, left);
        assertThat(ask(left)).isEqualTo(Membership.LEFT);

        long deleted = embedded.world().createMember(server, "Deleted");
        embedded.world().deleteUser(deleted);
        assertThat(ask(deleted)).isEqualTo(Membership.DELETED);
    }

    @Test
    void asksAgainAfterAnHour() {
        ask(ann);
        embedded.world().leave(server, ann);
        clock.advance(Duration.ofMinutes(59));
        assertThat(ask(ann)).isEqualTo(Membership.PRESENT);
        assertThat(asked()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(ask(ann)).isEqualTo(Membership.LEFT);
    }

    @Test
    void noticesAReturnAtOnce() {
        embedded.world().leave(server, ann);
        assertThat(ask(ann)).isEqualTo(Membership.LEFT);
        embedded.world().join(server, ann);

        assertThat(ask(ann)).isEqualTo(Membership.PRESENT);
    }

    @Test
    void knowsNothingWhenDiscordFailsAndAsksAgainAfterAMinute() {
        embedded.faults().at(RestFilter.request("GET", PATH)).status(500);
        assertThat(ask(ann)).isEqualTo(Membership.UNKNOWN);
        assertThat(ask(ann)).isEqualTo(Membership.UNKNOWN);
        assertThat(asked()).isEqualTo(1);
        embedded.faults().clear();

        clock.advance(Duration.ofMinutes(1));
        assertThat(ask(ann)).isEqualTo(Membership.PRESENT);
    }

    @Test
    void knowsNothingAboutAnUnknownServer() {
        assertThat(connection.members().membership(4_000_000L, ann).join()).isEqualTo(Membership.UNKNOWN);
        assertThat(asked()).isZero();
    }

    @Test
    void waitsOnlySecondsForAnAnswer() {
        embedded.faults().at(RestFilter.request("GET", PATH)).holdBeforeTheWork();

        assertThat(connection.members().membership(server, ann))
                .succeedsWithin(Duration.ofSeconds(12))
                .isEqualTo(Membership.UNKNOWN);
    }

    @Test
    void sharesOneRequestBetweenConcurrentQuestions() {
        List<CompletableFuture<Membership>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(connection.members().membership(server, ann));
        }

        assertThat(answers).allMatch(answer -> answer.join() == Membership.PRESENT);
        assertThat(asked()).isEqualTo(1);
    }
}
