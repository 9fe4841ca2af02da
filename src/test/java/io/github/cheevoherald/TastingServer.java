package io.github.cheevoherald;

import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A bot for a class's tests, with a server, a game and a player for each, so that they don't disturb each other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TastingServer {
    Herald herald;
    private int players;

    Herald.Server server;
    Game game;
    String player;

    @BeforeAll
    void start(@TempDir Path folder) {
        herald = new Herald(folder).start();
    }

    @AfterAll
    void stop() {
        herald.close();
    }

    @BeforeEach
    void freshServer() {
        server = herald.new Server("Server");
        player = "Taster" + ++players;
        herald.site.world().addPlayer(player);
        game = herald.site.world().addGame("Lantern Hollow", "SNES");
        achievement("Never", 50);
        server.awaitFeed();
        server.register(server.ann, player);
    }

    @AfterEach
    void everyRequestIsAsDiscordDescribesIt() {
        if (OpenApiCheck.available()) {
            OpenApiCheck.verify(herald.discord.wire());
        }
    }

    String admin(String command, Map<String, ?> options) {
        return server.ask(server.admin, command, options).content();
    }

    Achievement achievement(String title, int points) {
        return herald.site.world().addAchievement(game.id(), title, "Do what it says", points);
    }

    void unlock(String title, int points, boolean hardcore) {
        herald.site.world().unlock(player, achievement(title, points).id(), hardcore);
    }

    List<Message> posted() {
        return herald.announcements(server.feed);
    }

    Message awaitPosted(int number) {
        await().atMost(Herald.SOON).until(() -> posted().size() >= number);
        return posted().get(number - 1);
    }

    List<String> titles() {
        return posted().stream()
                .flatMap(message -> message.embeds().stream())
                .map(embed -> embed.path("title").asText())
                .toList();
    }

    /** Waits until everything that the site shows of the player by now is recorded. */
    void awaitSeen() {
        int before = herald.polls(player);
        await().atMost(Herald.SOON).until(() -> herald.polls(player) >= before + 3);
    }
}
