package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.site.SiteFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links made before the site has answered at all, on a machine whose clock is wrong. */
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
final class DatedBeforeTheSiteEndToEndTest {
    /** Tells no time, and costs no growing pauses. */
    private static final SiteFault NO_ANSWER = SiteFault.answer(200, "[");

    @TempDir
    private Path folder;

    private Herald herald;
    private SkippingClock machine;

    @BeforeEach
    void open() {
        herald = new Herald(folder);
        machine = new SkippingClock(herald.clock);
        herald.site.world().addPlayer("Ana");
        // Skipped time passes for the process, too; otherwise the site's clock would seem to jump.
        herald.clockOfAProcess(
                () -> new SteadyClock(machine, () -> TimeUnit.MILLISECONDS.toNanos(herald.clock.millis())));
    }

    @AfterEach
    void end() {
        herald.close();
    }

    private void unlock(String title) {
        herald.site.world().unlock("Ana", herald.achievement(title).id(), true);
    }

    @ParameterizedTest
    @ValueSource(strings = "PT-30H")
    void aServerThatIsBackAtAStartOnlyHearsLaterUnlocks(Duration error) {
        herald.start();
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
        herald.stop();
        herald.discord.world().removeBot(herald.server.id);
        herald.restart();
        herald.stop();
        unlock("While away");
        herald.discord.world().addBot(herald.server.id);
        herald.clock.skip(Duration.ofSeconds(2));

        machine.skip(error);
        herald.start();
        herald.awaitPolls();
        unlock("After");
        herald.server.awaitAnnounced(1);
        herald.awaitPolls();

        assertThat(herald.server.announcedTitles()).containsExactly("After");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-2H", "PT30H"})
    void aRegistrationSavedWhileTheSiteWasAwayCountsFromWhenItWasMade(Duration error) {
        unlock("Before");
        herald.site.faults().order(NO_ANSWER);
        machine.skip(error);
        herald.start();
        herald.server.feedHere();
        herald.clock.skip(Duration.ofSeconds(5));
        herald.server.ask(herald.server.ann, "register", Map.of("username", "Ana"));
        herald.clock.skip(Duration.ofSeconds(5));
        unlock("Meanwhile");
        herald.site.faults().clear();

        // The site was away, so both the registration and the site itself are left alone for a while.
        await().atMost(Duration.ofMinutes(2))
                .until(() -> !herald.server.announced().isEmpty());
        herald.awaitPolls();

        assertThat(herald.server.announcedTitles()).containsExactly("Meanwhile");
    }
}
