package io.github.cheevoherald.config;

import java.util.List;
import java.util.regex.Pattern;

/** Reads the keys under {@code database}, which depend on each other. */
final class DatabaseSettings {
    private static final String SQLITE = "jdbc:sqlite:";
    private static final Pattern POSTGRES = Pattern.compile("jdbc:postgresql://[^/?@]+/[^/?@]+(\\?.*)?");
    private static final Pattern USER_IN_IT = Pattern.compile("[?&]user=");
    private static final Pattern PASSWORD_IN_IT = Pattern.compile("[?&]password=");

    private DatabaseSettings() {}

    /** @param problems where to add what is wrong */
    static Config.Database of(Settings settings, List<String> problems) {
        String url = settings.text("database.url", "jdbc:sqlite:cheevo-herald.db");
        boolean server = POSTGRES.matcher(url).matches();
        if (!server && (!url.startsWith(SQLITE) || url.equals(SQLITE) || url.contains(":memory:"))) {
            // Only a file is shown: anything else may have a password in it.
            problems.add("database.url: " + (url.startsWith(SQLITE) ? "\"" + url + "\" " : "")
                    + "isn't the address of a file, such as jdbc:sqlite:cheevo-herald.db,"
                    + " or of a PostgreSQL database, such as jdbc:postgresql://localhost/herald");
        }
        if (server && PASSWORD_IN_IT.matcher(url).find()) {
            problems.add("database.url: has the password in it; move it to database.password");
        }
        return at(url, settings);
    }

    /** With the name and password for this address. */
    static Config.Database at(String url, Settings settings) {
        if (POSTGRES.matcher(url).matches() && !USER_IN_IT.matcher(url).find()) {
            settings.text("database.user", null);
        }
        return new Config.Database(
                url, settings.optional("database.user"), settings.optionalSecret("database.password"));
    }
}
