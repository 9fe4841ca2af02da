package io.github.cheevoherald.store;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** Overhears what is asked of a database, and has the database tell how it finds the answers. */
public final class Statements {
    private final Database database;
    private final Set<String> heard = Collections.synchronizedSet(new LinkedHashSet<>());

    private Statements(Database database) {
        this.database = database;
    }

    public static Statements of(Database database) throws ReflectiveOperationException {
        Statements statements = new Statements(database);
        for (String pool : List.of("reading", "writing", "unsynced")) {
            Field field = Database.class.getDeclaredField(pool);
            field.setAccessible(true);
            ((Jdbi) field.get(database)).setSqlLogger(new SqlLogger() {
                @Override
                public void logBeforeExecution(StatementContext context) {
                    statements.heard.add(context.getRenderedSql());
                }
            });
        }
        return statements;
    }

    /** How SQLite does each statement that was heard, a line a step, with the statement. */
    public List<String> plans() {
        List<String> plans = new ArrayList<>();
        for (String sql : List.copyOf(heard)) {
            List<String> steps = database.read(handle -> {
                try (var statement = handle.getConnection()
                                .prepareStatement("EXPLAIN QUERY PLAN " + sql.replaceAll(":[a-zA-Z]+", "?"));
                        var rows = statement.executeQuery()) {
                    List<String> details = new ArrayList<>();
                    while (rows.next()) {
                        details.add(rows.getString("detail") + "   <- " + sql.replaceAll("\\s+", " "));
                    }
                    return details;
                } catch (java.sql.SQLException e) {
                    throw new AssertionError(sql, e);
                }
            });
            plans.addAll(steps);
        }
        return plans;
    }

    public int heard() {
        return heard.size();
    }
}
