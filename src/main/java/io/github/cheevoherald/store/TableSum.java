package io.github.cheevoherald.store;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The number of rows in a table, and a checksum that is the same in whatever order and on whichever store they are.
 *
 * @param sum of the rows' SHA-256
 */
record TableSum(long rows, BigInteger sum) {

    static TableSum of(Connection connection, TableShape table, CopyProgress progress) throws SQLException {
        MessageDigest digest = sha256();
        BigInteger sum = BigInteger.ZERO;
        long count = 0;
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT " + table.list() + " FROM " + table.name())) {
            statement.setFetchSize(TableCopy.BATCH);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (@Nullable Object value : TableCopy.row(rows, table)) {
                        ColumnKind.digest(digest, value);
                    }
                    sum = sum.add(new BigInteger(1, digest.digest()));
                    count++;
                    progress.compared(count, table.name());
                }
            }
        }
        return new TableSum(count, sum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        byte[] bytes = sum.toByteArray();
        String last = HexFormat.of().formatHex(bytes, Math.max(0, bytes.length - 8), bytes.length);
        return rows + " rows with checksum " + last;
    }
}
