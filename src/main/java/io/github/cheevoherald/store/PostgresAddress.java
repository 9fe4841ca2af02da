package io.github.cheevoherald.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A {@code jdbc:postgresql:} address, and how its server is spoken to: the driver itself would wait for ever. Parameters in
 * the address win over ours.
 *
 * @param place host and database, for people to read; parameters can hold secrets
 * @param given the address's own parameters
 */
record PostgresAddress(DatabaseAddress address, String place, Map<String, String> given) {
    static final String PREFIX = "jdbc:postgresql:";

    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://([^/?@]+/[^/?@]+)(?:\\?(.*))?");
    private static final int OLDEST_VERSION = 15;

    /**
     * Shorter than the driver's time-out, so that the server is the first to give up and says why. Commits wait for the
     * disk, whatever the server's own default is.
     */
    private static final String LIMITS = "-c statement_timeout=10s -c lock_timeout=3s"
            + " -c idle_in_transaction_session_timeout=10s -c synchronous_commit=on";

    /** A migration may rewrite a large table, and a copy reads one table while its transaction on another store waits. */
    private static final String LIMITS_OF_MIGRATIONS = "-c statement_timeout=0 -c lock_timeout=10s"
            + " -c idle_in_transaction_session_timeout=0 -c synchronous_commit=on";

    private static final Map<PGProperty, String> SETTINGS = Map.of(
            PGProperty.CONNECT_TIMEOUT, "5",
            PGProperty.LOGIN_TIMEOUT, "10",
            PGProperty.SOCKET_TIMEOUT, "15",
            PGProperty.TCP_KEEP_ALIVE, "true",
            PGProperty.TARGET_SERVER_TYPE, "primary",
            PGProperty.APPLICATION_NAME, "cheevo-herald");

    /** Kept here, since the JDK forgets the level of a logger that nobody holds. */
    private static final Logger DRIVER_LOG = Logger.getLogger("org.postgresql");

    static {
        // Whatever it logs, it also throws.
        DRIVER_LOG.setLevel(Level.OFF);
    }

    /** @throws StoreException when the address does not name a database */
    static PostgresAddress of(DatabaseAddress address) {
        Matcher form = FORM.matcher(address.url());
        if (!form.matches()) {
            // Not shown, since there may be a password in it.
            throw new StoreException(
                    "database.url: isn't the address of a database (jdbc:postgresql://HOST[:PORT]/DATABASE)");
        }
        Map<String, String> given;
        try {
            given = parameters(form.group(2));
        } catch (IllegalArgumentException e) {
            throw new StoreException(
                    "database.url: " + form.group(1) + " has a parameter with a % that isn't followed by two digits",
                    e);
        }
        if (given.containsKey(PGProperty.PASSWORD.getName())) {
            throw new StoreException("database.url: has the password in it; move it to database.password");
        }
        return new PostgresAddress(address, form.group(1), Map.copyOf(given));
    }

    @Override
    public String toString() {
        return place;
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            parameters.put(parts[0], URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** Opens connections with limits for everyday work. */
    DataSource source() {
        return source(SETTINGS, LIMITS);
    }

    /** Opens connections on which a statement may take minutes. */
    DataSource patientSource() {
        Map<PGProperty, String> settings = new TreeMap<>(SETTINGS);
        settings.put(PGProperty.SOCKET_TIMEOUT, "1800");
        return source(settings, LIMITS_OF_MIGRATIONS);
    }

    /** Opens connections for renewing the lease: each attempt must be over long before it ends. */
    DataSource leaseSource() {
        Map<PGProperty, String> settings = new TreeMap<>(SETTINGS);
        settings.put(PGProperty.CONNECT_TIMEOUT, "3");
        settings.put(PGProperty.LOGIN_TIMEOUT, "3");
        settings.put(PGProperty.SOCKET_TIMEOUT, "3");
        return source(settings, "-c statement_timeout=2s -c lock_timeout=2s -c synchronous_commit=on");
    }

    private DataSource source(Map<PGProperty, String> settings, String limits) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        try {
            source.setUrl(address.url());
            settings.forEach((property, value) -> {
                if (!given.containsKey(property.getName())) {
                    source.setProperty(property, value);
                }
            });
            // Of two settings of one name, the server takes the later one.
            String options = given.get(PGProperty.OPTIONS.getName());
            source.setProperty(PGProperty.OPTIONS, options == null ? limits : limits + " " + options);
        } catch (IllegalArgumentException e) {
            throw new StoreException("database.url: " + place + " has a parameter that the driver doesn't accept", e);
        }
        if (address.user() != null) {
            source.setUser(address.user());
        }
        if (address.password() != null) {
            source.setPassword(address.password());
        }
        return source;
    }

    /**
     * Connects once and checks what a pool would only report after long retries.
     *
     * @param toWrite whether the user must have the rights for that
     * @throws StoreException when the server can't be used, in words
     */
    void tryOut(boolean toWrite) {
        DataSource source = source();
        try (Connection connection = source.getConnection()) {
            requireVersion(connection);
            requireTexts(connection);
            if (toWrite) {
                PostgresRights.require(connection, place);
            }
            if (SessionCheck.isShared(source)) {
                throw new StoreException("database.url: " + place + " is behind a pooler in transaction mode (such as"
                        + " PgBouncer's pool_mode=transaction); give the bot the server's own address, or a pooler in"
                        + " session mode");
            }
        } catch (SQLException e) {
            throw unusable(e);
        }
    }

    void requireVersion(Connection connection) throws SQLException {
        DatabaseMetaData server = connection.getMetaData();
        if (server.getDatabaseMajorVersion() < OLDEST_VERSION) {
            throw new StoreException("database.url: " + place + " is PostgreSQL " + server.getDatabaseProductVersion()
                    + "; the bot needs version " + OLDEST_VERSION + " or later");
        }
    }

    /** Names and titles come in every script, and names are compared without regard to case. */
    private void requireTexts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT current_setting('server_encoding') = 'UTF8', lower('I') = 'i'")) {
            row.next();
            String fault = row.getBoolean(1) ? "takes I and i for different letters" : "can't hold every character";
            if (!row.getBoolean(1) || !row.getBoolean(2)) {
                throw new StoreException("database.url: " + place + " " + fault
                        + "; create it with ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0");
            }
        }
    }

    StoreException unusable(Exception why) {
        return PostgresRefusal.of(address, place, why);
    }
}
