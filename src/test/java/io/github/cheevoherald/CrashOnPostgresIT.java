package io.github.cheevoherald;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cheevoherald.CrashKiller.Moment;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link CrashIT} in the profile {@code postgres}, whose server is killed, too. */
@Order(1)
final class CrashOnPostgresIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nothingIsLostOrPostedTwiceOnPostgres() {
        assumeTrue(StoreKind.chosen() != StoreKind.POSTGRESQL, "the long form runs");
        CrashRun.exactlyOnce(
                CrashSettings.shortOnPostgres(),
                folder,
                List.of(Moment.AFTER_DISCORD_WORKED, Moment.WHILE_SETTLING, Moment.WHILE_RECORDING));
    }
}
