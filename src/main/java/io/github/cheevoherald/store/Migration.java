package io.github.cheevoherald.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Upgrades a store to this version's tables, in one transaction; copies an older file first and refuses a newer store. */
final class Migration {
    private static final Logger log = LoggerFactory.getLogger(Migration.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    /** For both kinds of store. */
    private static final String COMMON = "classpath:db/common";

    /** The last migration of both. */
    static final String NEWEST = "29";

    static final List<String> OF_SQLITE = List.of("classpath:db/sqlite", COMMON);
    static final List<String> OF_POSTGRES = List.of("classpath:db/postgresql", COMMON);

    private final DataSource source;
    private final String place;
    private final List<String> locations;
    private final boolean hasFurther;
    private final Runnable beforeUpgrade;

    private Migration(DataSource source, String place, List<String> own, List<String> further, Runnable beforeUpgrade) {
        this.source = source;
        this.place = place;
        this.locations = Stream.concat(own.stream(), further.stream()).toList();
        this.hasFurther = !further.isEmpty();
        this.beforeUpgrade = beforeUpgrade;
    }

    /** Copies an older file before it upgrades it. {@code further} names migrations beside the bot's own. */
    static Migration ofFile(DataSource source, Path file, Clock clock, List<String> further) {
        return new Migration(
                source, file.toString(), OF_SQLITE, further, () -> copyAside(source, file, clock.instant()));
    }

    /** On PostgreSQL a migration that fails leaves everything as it was, and the copies are the operator's. */
    static Migration ofPostgres(DataSource source, String place, List<String> further) {
        return new Migration(source, place, OF_POSTGRES, further, () -> {});
    }

    /** The last migration of a store that may be in use. */
    static String version(Handle handle) {
        return handle.createQuery(
                        "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")
                .mapTo(String.class)
                .findOne()
                .orElse("none");
    }

    void run() {
        if (isNewest()) {
            return;
        }
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations(locations.toArray(String[]::new))
                .validateMigrationNaming(true)
                .group(true)
                .load();
        try {
            MigrationInfoService info = flyway.info();
            refuseNewer(info);
            if (info.pending().length == 0) {
                return;
            }
            if (info.current() != null) {
                beforeUpgrade.run();
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StoreException(
                    "database.url: " + place + " can't be upgraded to this version: " + StoreException.reason(e), e);
        }
    }

    /** Most starts end here, without the time that Flyway takes to get going. */
    private boolean isNewest() {
        try {
            return !hasFurther && Jdbi.create(source).withHandle(Migration::isNewest);
        } catch (JdbiException | SQLException e) {
            // A new store has no such table; of any other fault Flyway says what it is.
            return false;
        }
    }

    private static boolean isNewest(Handle handle) throws SQLException {
        // On PostgreSQL, Flyway looks nowhere else.
        String schema = handle.getConnection().getSchema();
        String history = (schema == null ? "" : '"' + schema.replace("\"", "\"\"") + "\".") + "flyway_schema_history";
        return handle.createQuery("SELECT version = :newest AND NOT EXISTS (SELECT 1 FROM " + history
                        + " WHERE NOT success) FROM " + history + " ORDER BY installed_rank DESC LIMIT 1")
                .bind("newest", NEWEST)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private void refuseNewer(MigrationInfoService migrations) {
        for (MigrationInfo info : migrations.all()) {
            if (info.getState() == MigrationState.FUTURE_SUCCESS || info.getState() == MigrationState.FUTURE_FAILED) {
                throw new StoreException(
                        "database.url: " + place + " was written by a newer version of the bot; start that version");
            }
        }
    }

    private static void copyAside(DataSource source, Path file, Instant now) {
        Path copy = file.resolveSibling(file.getFileName() + ".before-upgrade-" + STAMP.format(now));
        if (!Files.exists(copy)) {
            Jdbi.create(source).useHandle(handle -> StampedCopy.ofFile(handle, copy, now));
            log.info("Copied the database to {} before upgrading it to this version", copy.getFileName());
        }
    }
}
