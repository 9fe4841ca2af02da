package io.github.cheevoherald.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * A statement that every poll needs, inside a transaction of {@link Database}. It goes to the driver directly, since
 * Jdbi's finding out each time how to bind and to map takes several times as long as SQLite takes for the statement.
 */
public final class HotStatement {
    private final String sql;
    private final long places;

    /** For a statement whose values are numbers and texts, each in the place of a {@code ?}. */
    public HotStatement(String sql) {
        this.sql = sql;
        this.places = sql.chars().filter(c -> c == '?').count();
    }

    /** What is made of one row of an answer. */
    public interface Row<T> {
        /** Reads the row that the answer stands at. */
        T read(ResultSet row) throws SQLException;
    }

    /** Asks, and reads every row. */
    public <T> List<T> list(Handle handle, Row<T> row, @Nullable Object... values) {
        return with(handle, values, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet answer = statement.executeQuery()) {
                while (answer.next()) {
                    rows.add(row.read(answer));
                }
            }
            return rows;
        });
    }

    /** Asks a question that is answered by yes or no. */
    public boolean is(Handle handle, @Nullable Object... values) {
        return list(handle, row -> row.getBoolean(1), values).get(0);
    }

    /** Changes rows. */
    public void execute(Handle handle, @Nullable Object... values) {
        int unused = with(handle, values, PreparedStatement::executeUpdate);
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(Handle handle, @Nullable Object[] values, Use<T> use) {
        // What is not given would be what was given last.
        if (values.length != places) {
            throw new IllegalArgumentException(values.length + " values for: " + sql);
        }
        KeptStatements.OfConnection kept = (KeptStatements.OfConnection) handle.getStatementBuilder();
        try {
            PreparedStatement statement = kept.take(sql);
            try {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return use.of(statement);
            } finally {
                kept.giveBack(sql, statement);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(StoreException.reason(e) + " in: " + sql, e, null);
        }
    }
}
