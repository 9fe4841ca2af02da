package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upgrades a file to this version's tables; copies an older file first and refuses a newer one. */
final class Migration {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    static final String LOCATION = "classpath:db/sqlite";

    private final DataSource source;
    private final Path file;
    private final Clock clock;
    private final List<String> locations;

    Migration(DataSource source, Path file, Clock clock, List<String> locations) {
        this.source = source;
        this.file = file;
        this.clock = clock;
        this.locations = List.copyOf(locations);
    }

    void run() {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations(locations.toArray(String[]::new))
                .validateMigrationNaming(true)
                .load();
        try {
            refuseNewer(flyway);
            MigrationInfo[] pending = flyway.info().pending();
            if (pending.length > 0 && flyway.info().current() != null) {
                copyAside();
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "database.url: " + file + " can't be upgraded to this version: " + StoreException.reason(e), e);
        }
    }

    private void refuseNewer(Flyway flyway) {
        for (MigrationInfo info : flyway.info().all()) {
            if (info.getState() == MigrationState.FUTURE_SUCCESS || info.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreException(
                        "database.url: " + file + " was written by a newer version of the bot; start that version");
            }
        }
    }

    private void copyAside() {
        String name = file.getFileName() + ".before-upgrade-" + STAMP.format(clock.instant());
        Path copy = file.resolveSibling(name);
        if (!Files.exists(copy)) {
            Jdbi.create(source).useHandle(handle -> StampedCopy.make(handle, copy, clock.instant()));
            log.info("Copied the database to {} before upgrading it to this version", copy.getFileName());
        }
    }
}
