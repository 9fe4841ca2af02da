package io.github.cheevoherald.store;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Searches every column of every table, whatever its type, for traces of a person. */
public final class PersonalTraces {
    private PersonalTraces() {}

    /** Where any of the texts is, as table, column and value. */
    public static List<String> in(DataSource source, String... texts) {
        return Jdbi.create(source).withHandle(handle -> in(handle, texts));
    }

    /** As above. */
    public static List<String> in(Handle handle, String... texts) {
        List<String> traces = new ArrayList<>();
        for (String table : tables(handle)) {
            for (Map<String, Object> row :
                    handle.createQuery("SELECT * FROM " + table).mapToMap().list()) {
                row.forEach((column, value) -> {
                    String text = text(value);
                    for (String searched : texts) {
                        if (text.contains(searched.toLowerCase(Locale.ROOT))) {
                            traces.add(table + "." + column + ": " + text);
                        }
                    }
                });
            }
        }
        return traces;
    }

    private static String text(Object value) {
        String text =
                value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(value);
        return text.toLowerCase(Locale.ROOT);
    }

    /** The names of the bot's tables. */
    public static List<String> tables(Handle handle) {
        List<String> found = new ArrayList<>();
        try (ResultSet tables =
                handle.getConnection().getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                found.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        found.removeIf(name -> name.startsWith("sqlite_") || name.equals("flyway_schema_history"));
        return found;
    }
}
