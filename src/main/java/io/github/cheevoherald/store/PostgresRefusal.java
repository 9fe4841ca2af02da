package io.github.cheevoherald.store;

import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What to tell an operator when PostgreSQL can't be used: one sentence, which names the setting to look at. */
final class PostgresRefusal {
    /** Nobody answers, or not yet, as the beginning of the SQL state. Waiting may help. */
    private static final List<String> UNREACHABLE = List.of("08", "53", "57P");

    private PostgresRefusal() {}

    /** @param place host and database */
    static StoreException of(DatabaseAddress address, String place, Exception why) {
        String state = StoreException.state(why);
        String reason = StoreException.reason(why);
        String sentence = ofTheLogin(address, place, state, reason);
        if (sentence != null) {
            return new StoreException(sentence, why);
        }
        if (isOfTls(why, state)) {
            return new StoreException(
                    "database.url: no encrypted connection to " + place + ": " + reason + " (see its sslmode)", why);
        }
        if (state.equals("08004") && address.password() == null) {
            return new StoreException("database.password: " + place + " asks for a password, and none is set", why);
        }
        if (UNREACHABLE.stream().anyMatch(state::startsWith)) {
            return StoreException.unreachable(
                    "database.url: " + place + " can't be reached: " + cause(why, reason), why);
        }
        return new StoreException("database.url: " + place + " can't be used as a database: " + reason, why);
    }

    private static @Nullable String ofTheLogin(DatabaseAddress address, String place, String state, String reason) {
        return switch (state) {
            case "28P01" ->
                address.password() == null
                        ? "database.password: " + place + " asks for a password, and none is set"
                        : "database.password: " + place + " refuses the user or the password";
            case "28000" ->
                reason.contains("pg_hba.conf")
                        ? "database.url: " + place + " doesn't let the bot in: " + reason
                                + " (change that file on the server, or sslmode if it wants encryption)"
                        : "database.user: " + place + " doesn't let this user in: " + reason;
            case "3D000" -> "database.url: the server has no database " + place + "; create it";
            case "42501" -> "database.user: the user doesn't have the right in " + place + ": " + reason;
            default -> null;
        };
    }

    private static boolean isOfTls(Throwable why, String state) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            // The driver's own sentences: "The server does not support SSL.", "The hostname … could not be verified …"
            boolean driver = state.startsWith("08") && (said.contains("ssl") || said.contains("hostnameverifier"));
            if (cause instanceof SSLException || driver) {
                return true;
            }
        }
        return false;
    }

    private static String cause(Throwable why, String reason) {
        for (Throwable cause = why; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "there's no such host";
            }
        }
        return reason.contains("targetServerType") ? "it's a standby, or read-only; the bot needs the primary" : reason;
    }
}
