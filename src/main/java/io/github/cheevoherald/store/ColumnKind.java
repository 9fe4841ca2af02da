package io.github.cheevoherald.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column holds, whichever store it is in. A value on its way between two stores is a {@code Long}, a {@code String}
 * or bytes.
 */
enum ColumnKind {
    NUMBER,
    TEXT,
    /** 0 or 1. */
    FLAG,
    /** Milliseconds since 1970. SQLite keeps them as such. */
    TIME,
    BYTES;

    /** What PostgreSQL refuses in a text, and what stands for it: as where an answer of the site is read. */
    private static final char REFUSED = '\0';

    private static final char REPLACEMENT = '\uFFFD';

    /** @param type as a column's declaration has it, without a length */
    static ColumnKind of(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "integer", "bigint", "smallint", "int2", "int4", "int8", "serial", "bigserial" -> NUMBER;
            case "text", "varchar" -> TEXT;
            case "boolean", "bool" -> FLAG;
            case "timestamp", "timestamptz" -> TIME;
            case "blob", "bytea" -> BYTES;
            default -> throw new IllegalStateException("Columns of type " + type + " can't be copied");
        };
    }

    /** @throws ClassCastException when SQLite holds something else there than was declared */
    @Nullable Object read(ResultSet row, String column) throws SQLException {
        Object stored = row.getObject(column);
        if (stored == null) {
            return null;
        }
        return switch (this) {
            case NUMBER -> whole(stored);
            case TEXT -> ((String) stored).replace(REFUSED, REPLACEMENT);
            case FLAG -> stored instanceof Boolean flag ? Long.valueOf(flag ? 1 : 0) : whole(stored);
            case TIME -> stored instanceof Timestamp ? millis(row, column) : whole(stored);
            case BYTES -> ((byte[]) stored).clone();
        };
    }

    /** A {@code Timestamp} would count in the machine's time zone, and in another calendar before 1582. */
    private static Long millis(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli();
    }

    private static Long whole(Object stored) {
        Number number = (Number) stored;
        if (number instanceof Double || number instanceof Float) {
            throw new ClassCastException("a fraction");
        }
        return number.longValue();
    }

    void write(PreparedStatement statement, int place, @Nullable Object value, boolean toPostgres) throws SQLException {
        if (value == null) {
            statement.setNull(place, Types.NULL);
        } else if (this == TEXT) {
            statement.setString(place, (String) value);
        } else if (this == BYTES) {
            statement.setBytes(place, (byte[]) value);
        } else if (this == FLAG && toPostgres) {
            statement.setBoolean(place, (Long) value != 0);
        } else if (this == TIME && toPostgres) {
            statement.setObject(place, OffsetDateTime.ofInstant(Instant.ofEpochMilli((Long) value), ZoneOffset.UTC));
        } else {
            statement.setLong(place, (Long) value);
        }
    }

    /** Adds a value in a form that no other value has. */
    static void digest(MessageDigest digest, @Nullable Object value) {
        if (value == null) {
            digest.update((byte) 0);
        } else if (value instanceof Long number) {
            digest.update((byte) 1);
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        } else {
            byte[] bytes = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : (byte[]) value;
            digest.update((byte) 2);
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }
    }
}
