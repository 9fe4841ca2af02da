package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.store.AlsoOnPostgres;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** A start at which Discord refuses the slash commands. */
@Timeout(120)
@AlsoOnPostgres
final class StartEndToEndTest {
    private static final RestFilter COMMANDS = RestFilter.request("GET", "/applications/\\d+/commands");

    private final Lines lines = new Lines();
    private Herald herald;

    @Parameter
    StoreKind store;

    @BeforeEach
    void aPlayerWhoIsRegisteredAlready(@TempDir Path folder) {
        herald = new Herald(folder, store);
        herald.site.world().addPlayer("Ana");
        herald.start();
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
        herald.stop();
    }

    @AfterEach
    void close() {
        herald.close();
        lines.close();
    }

    @Test
    void unlocksAreFoundAndPostedWhileDiscordRefusesCommands() {
        DiscordFault fault = herald.discord.faults().at(COMMANDS).tooManyRequests(Duration.ofSeconds(431), false);

        herald.startWithoutCommands();
        herald.site.world().unlock("Ana", herald.achievement("First").id(), true);

        herald.server.awaitAnnounced(1);
        assertThat(herald.areCommandsRegistered()).isFalse();
        assertThat(fault.strikes()).isEqualTo(1);
        assertThat(lines.worseThanInfo()).singleElement().asString().contains("slash commands can't be registered");
    }

    @Test
    void existingCommandsWorkAllTheSame() {
        herald.discord.faults().at(COMMANDS).status(403);

        herald.startWithoutCommands();

        assertThat(herald.server
                        .ask(herald.server.admin, "feed status", Map.of())
                        .content())
                .contains("" + herald.server.feed);
        assertThat(herald.areCommandsRegistered()).isFalse();
    }

    @Test
    void aRestartWritesNoCommands() {
        long writes = writes();

        herald.start();

        assertThat(herald.areCommandsRegistered()).isTrue();
        assertThat(writes()).isEqualTo(writes).isEqualTo(1);
        await().during(Duration.ofMillis(500)).until(() -> writes() == writes);
    }

    private long writes() {
        return herald.discord.wire().entries().stream()
                .filter(entry -> entry.method().equals("PUT") && entry.path().endsWith("/commands"))
                .count();
    }
}
