package io.github.cheevoherald;

import io.github.cheevoherald.CrashKiller.Moment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise, tested on the real jar: killed again and again while both sides misbehave, it loses no announcement
 * of any kind and posts none twice. {@code -Dcrash.seed}, {@code -Dcrash.kills} and {@code -Dcrash.unlocks} change the run; the profile
 * {@code crash} makes it long.
 */
@Tag("crash")
@Order(1)
final class CrashIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nothingIsLostOrPostedTwiceHoweverOftenTheBotIsKilled() {
        CrashRun.exactlyOnce(CrashSettings.fromProperties(), folder, List.of(Moment.values()));
    }
}
