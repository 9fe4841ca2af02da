package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.EventPair;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.Leaderboards;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SetWork;
import io.github.cheevoherald.sandbox.site.SiteFault;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Events, sets and leaderboards are turned on while our clock is wrong, and at first only the second API answers, which
 * doesn't give us the site's time.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
final class UnknownTimeEndToEndTest {
    private static final String PLAYER = "Ana";
    private static final Duration A_SITTING = Duration.ofMinutes(20);
    private static final List<String> KINDS = List.of("events", "sets", "leaderboards");

    /** Tells no time, and costs no growing pauses. */
    private static final SiteFault NO_ANSWER = SiteFault.answer(200, "[");

    private Herald herald;
    private SiteWorld world;
    private Game event;
    private long channel;
    private Leaderboards.Board board;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        herald = new Herald(folder);
        world = herald.site.world();
        List.of(PLAYER, "Dev").forEach(world::addPlayer);
        world.unlock(PLAYER, herald.achievement("Number 1").id(), true);
        event = world.addGame("Fair", Game.EVENTS);
        board = world.leaderboards().add(herald.game.id(), "Lap", "Be high", false);
        channel = herald.discord.channels().create(herald.server.id, "news");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    /** Something new of each kind on the site; the sitting with the score is a quarter of an hour long. */
    private void happens(String title, long score) {
        Achievement original = world.addAchievement(herald.game.id(), title, "Do it", 5);
        EventPair unusedPair = world.eventPairs().copy(original.id(), event.id(), world.now(), null, title);
        SetWork.Version unusedVersion = world.setWork().complete(herald.game.id(), List.of("Dev"));
        world.leaderboards().submit(PLAYER, board.id(), score);
    }

    private void turnOn() {
        for (String kind : KINDS) {
            await().atMost(Herald.SOON)
                    .until(() -> herald.server
                            .ask(herald.server.admin, "feed set", Map.of("channel", channel, "kind", kind))
                            .content()
                            .contains("" + channel));
        }
    }

    /** What was announced, without figures. */
    private List<String> news() {
        return herald.announcements(channel).stream()
                .map(Message::content)
                .map(content -> content.replaceAll("\\*\\*", "").replaceAll(" (for|is|took|set a) .*", ""))
                .toList();
    }

    private long asked(String method) {
        return herald.site.secondRequests().entries().stream()
                .map(RequestLog.Entry::method)
                .filter(one -> one.contains(method))
                .count();
    }

    private void pass(Duration time) {
        Duration step = Duration.ofSeconds(30);
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            herald.clock.skip(step);
            await().pollDelay(Duration.ofMillis(150)).until(() -> true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-90, 90})
    void nothingOfBeforeIsAnnouncedAndNothingLaterIsLost(int minutesWrong) {
        herald.start();
        turnOn();
        herald.server.ask(herald.server.ann, "register", Map.of("username", PLAYER));
        await().atMost(Herald.SOON).until(() -> {
            herald.clock.skip(Duration.ofSeconds(8));
            return asked("player-games") > 0;
        });
        herald.server.ask(herald.server.admin, "feed off", Map.of());
        herald.stop();
        happens("Before", 10);
        herald.clock.skip(Duration.ofMinutes(30));

        herald.site.faults().order(NO_ANSWER);
        herald.clockOfAProcess(() -> Clock.offset(herald.clock, Duration.ofMinutes(minutesWrong)));
        herald.start();
        turnOn();
        herald.clock.skip(Duration.ofSeconds(2));
        happens("Meanwhile", 20);
        pass(A_SITTING);
        assertThat(news()).isEmpty();

        herald.site.faults().clear();
        // How long the bot waits after its failures depends on how many there were.
        await().atMost(Herald.SOON).untilAsserted(() -> {
            pass(Duration.ofMinutes(1));
            assertThat(news()).containsExactlyInAnyOrder("Meanwhile", "Revised set");
        });
        // The first sight of a player's scores is silent.
        world.activity().show(PLAYER, herald.game.id());
        await().atMost(Herald.SOON).until(() -> {
            pass(Duration.ofMinutes(1));
            return asked("leaderboard-entries") > 0;
        });
        happens("Later", 30);
        world.activity().show(PLAYER, herald.game.id());
        await().atMost(Herald.SOON).untilAsserted(() -> {
            pass(Duration.ofMinutes(1));
            assertThat(news()).containsExactlyInAnyOrder("Meanwhile", "Revised set", "Later", "Revised set", "Ana");
        });
    }
}
