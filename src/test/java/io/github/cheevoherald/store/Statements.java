package io.github.cheevoherald.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import javax.sql.DataSource;

/** Records every statement that a database prepares, and asks SQLite for the query plan of each. */
public final class Statements {
    private final List<String> prepared = Collections.synchronizedList(new ArrayList<>());
    private final Database database;

    /** Opens a database. */
    public Statements(String url, Clock clock) {
        database =
                Database.open(DatabaseAddress.of(url), clock, List.of(), source -> overheard(DataSource.class, source));
    }

    private <T> T overheard(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        prepared.add((String) arguments[0]);
                    }
                    try {
                        return switch (method.getName()) {
                            case "getConnection" -> overheard(Connection.class, ((DataSource) target).getConnection());
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> self == arguments[0];
                            default -> method.invoke(target, arguments);
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    public Database database() {
        return database;
    }

    /** Forgets the statements prepared so far. */
    public void forget() {
        prepared.clear();
    }

    public List<String> prepared() {
        return List.copyOf(prepared);
    }

    /** SQLite's query plan for each recorded statement, one line per step, with the statement. */
    public List<String> plans() {
        List<String> plans = new ArrayList<>();
        for (String sql : new LinkedHashSet<>(prepared())) {
            List<String> steps = database.read(handle -> {
                try (var statement = handle.getConnection().prepareStatement("EXPLAIN QUERY PLAN " + sql);
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
        return new LinkedHashSet<>(prepared()).size();
    }
}
