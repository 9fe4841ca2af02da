package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.Permission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole bot while the clock of its machine is set, and when it is wrong at a start. */
@Timeout(120)
final class SetClockEndToEndTest {
    @TempDir
    private Path folder;

    private Herald herald;

    /** The bot's machine; Discord and RetroAchievements have their own. */
    private SkippingClock machine;

    private final List<String> unlocked = new ArrayList<>();

    @BeforeEach
    void connect() {
        herald = new Herald(folder);
        machine = new SkippingClock(herald.clock);
        herald.site.world().addPlayer("Ana");
        herald.clockOfAProcess(() -> new SteadyClock(machine, System::nanoTime));
        herald.start();
        herald.server.feedHere();
        herald.server.register(herald.server.ann, "Ana");
    }

    @AfterEach
    void end() {
        herald.close();
    }

    private void announces() {
        String title = "Number " + unlocked.size();
        unlocked.add(title);
        herald.site.world().unlock("Ana", herald.achievement(title).id(), true);
        herald.server.awaitAnnounced(unlocked.size());
        assertThat(herald.server.announcedTitles()).containsExactlyElementsOf(unlocked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "PT-2H", "PT30H", "PT-30H"})
    void announcesAtOnceBeforeAndAfterTheClockIsSetAndOverRestarts(Duration step) {
        announces();
        machine.skip(step);
        announces();
        herald.restart();
        announces();
        machine.skip(step.negated());
        announces();
        herald.restart();
        announces();
    }

    /** Readers' clients compare what they are shown with the true time. */
    @Test
    void saysSinceWhenAFeedIsBlockedInTrueTime() {
        machine.skip(Duration.ofHours(-30));
        herald.restart();
        herald.discord.channels().denyBot(herald.server.feed, Permission.SEND_MESSAGES);
        long before = herald.clock.instant().getEpochSecond();
        herald.site.world().unlock("Ana", herald.achievement("Held").id(), true);
        await().atMost(Herald.SOON).until(() -> since() > 0);

        assertThat(since()).isBetween(before - 5, herald.clock.instant().getEpochSecond() + 5);
    }

    private long since() {
        Message status = herald.server.ask(herald.server.admin, "feed status", Map.of());
        Matcher since = Pattern.compile("<t:(\\d+):R>").matcher(status.content());
        return since.find() ? Long.parseLong(since.group(1)) : 0;
    }
}
