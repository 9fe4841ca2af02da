package io.github.cheevoherald;

import io.github.cheevoherald.CrashKiller.Moment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Like {@link CrashIT}, but Discord forgets nonces within seconds, so only reading the channel back helps. */
@Tag("crash")
@Order(1)
final class ForgottenNonceIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nothingIsLostOrRepeatedIfDiscordForgetsTheNonceDuringItsOutage() {
        CrashRun.exactlyOnce(CrashSettings.forgettingNonces(), folder, List.of(Moment.AFTER_DISCORD_WORKED));
    }
}
