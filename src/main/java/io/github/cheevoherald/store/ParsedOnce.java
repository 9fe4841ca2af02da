package io.github.cheevoherald.store;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;

/** Has every {@link Jdbi} share a parser, so that each statement is parsed once in a process. */
final class ParsedOnce {
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private ParsedOnce() {}

    static Jdbi jdbi(DataSource source) {
        return sharing(Jdbi.create(source));
    }

    static Jdbi sharing(Jdbi jdbi) {
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }
}
