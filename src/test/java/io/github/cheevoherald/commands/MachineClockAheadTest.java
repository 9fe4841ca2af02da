package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.sandbox.discord.Message;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JDA considers an interaction expired if Discord's time for it is 15 minutes behind the machine's clock. */
final class MachineClockAheadTest {
    private static CommandBench bench;

    @BeforeAll
    static void start(@TempDir Path folder) {
        bench = new CommandBench(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20)));
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void fifteenUnlockIt() {
        bench.freshServer();
        List<AchievementUnlocks.Unlock> rows = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            rows.add(new AchievementUnlocks.Unlock("Player" + i, null, bench.clock.instant(), true));
        }
        bench.site.achievement(9, 15, 15, rows);
    }

    @Test
    void answersPubliclyAndTurnsPages() {
        Message answer = bench.ask(bench.ann, "unlocks achievement", Map.of("achievement", "9"));
        assertThat(answer.embeds()).hasSize(1);

        assertThat(bench.click(answer, bench.ann, "Next").embeds()).hasSize(1);
    }

    @Test
    void answersPrivately() {
        assertThat(bench.ask(bench.admin, "feed test", Map.of()).content()).contains("/feed set");
    }

    @Test
    void withdrawsThePublicThinkingMessageAfterAnError() {
        assertThat(bench.slash(bench.ann, "unlocks achievement", Map.of("achievement", "404"))
                        .awaitFollowUp(CommandBench.SOON)
                        .content())
                .contains("no achievement 404");
    }
}
