package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.site.Achievement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Discord accepts only a few messages at a time per channel. A refusal costs time, and many could get the bot banned.
 */
final class FullSpeedEndToEndTest {
    private static final int SERVERS = 3;
    private static final int MEMBERS = 7;
    private static final int MESSAGES = 3;
    private static final Duration PER = Duration.ofSeconds(1);

    @Test
    void busyChannelsGetAsMuchAsDiscordAllowsAndAreNeverRefused(@TempDir Path folder) {
        try (Herald herald = new Herald(folder).start()) {
            List<Herald.Server> servers = new ArrayList<>(List.of(herald.server));
            while (servers.size() < SERVERS) {
                servers.add(herald.new Server("Server " + servers.size()));
            }
            servers.forEach(Herald.Server::awaitFeed);
            List<String> players = players(herald, servers);
            herald.discord.rateLimits().perChannel(MESSAGES, PER);
            Achievement achievement = herald.achievement("All at once");

            players.forEach(player -> herald.site.world().unlock(player, achievement.id(), true));

            servers.forEach(server -> server.awaitAnnounced(MEMBERS));
            assertThat(herald.discord.rateLimits().refusals()).isZero();
            for (Herald.Server server : servers) {
                assertThat(server.announced()).hasSize(MEMBERS);
                assertThat(maxWithin(PER, herald.announcements(server.feed))).isBetween((long) MESSAGES, 2L * MESSAGES);
            }
        }
    }

    private static List<String> players(Herald herald, List<Herald.Server> servers) {
        List<String> players = new ArrayList<>();
        for (int i = 1; i <= MEMBERS; i++) {
            String player = "Busy" + i;
            players.add(player);
            herald.site.world().addPlayer(player);
            for (Herald.Server server : servers) {
                long member = herald.discord.world().createMember(server.id, player);
                server.ask(member, "register", Map.of("username", player));
            }
        }
        int asked = herald.polls();
        await().atMost(Herald.SOON).until(() -> herald.polls() >= asked + 2 * MEMBERS);
        return players;
    }

    private static long maxWithin(Duration time, List<Message> messages) {
        long max = 0;
        for (Message first : messages) {
            Instant end = first.at().plus(time);
            max = Math.max(
                    max,
                    messages.stream()
                            .filter(message -> !message.at().isBefore(first.at())
                                    && message.at().isBefore(end))
                            .count());
        }
        return max;
    }
}
