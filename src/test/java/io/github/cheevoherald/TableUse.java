package io.github.cheevoherald;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A table named in a source file's SQL.
 *
 * @param stage the package below the root, or {@code (root)} for the root itself
 * @param table its name, or {@value #UNKNOWN} if the code assembles it
 * @param writes whether the statement changes the table
 */
record TableUse(String stage, String file, String table, boolean writes) {
    static final String ROOT = "(root)";
    static final String UNKNOWN = "?";

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "cheevoherald");

    /** Also matches comments and characters, so that a quotation mark inside one doesn't start a string. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"(?<block>(?:\\\\.|[^\\\\])*?)\"\"\""
                    + "|\"(?<string>(?:\\\\.|[^\"\\\\\\n])*)\""
                    + "|'(?:\\\\.|[^'\\\\])+'"
                    + "|//[^\\n]*"
                    + "|/\\*.*?\\*/",
            Pattern.DOTALL);

    /** Neither an upsert's {@code DO UPDATE SET} nor a lock's {@code FOR UPDATE} names a table. */
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:(?<write>INSERT\\s+(?:OR\\s+\\w+\\s+)?INTO|REPLACE\\s+INTO"
                    + "|DELETE\\s+FROM|(?<!FOR\\s)UPDATE(?!\\s+SET\\b)|(?:CREATE|ALTER|DROP)\\s+TABLE(?:\\s+IF\\s+(?:NOT\\s+)?EXISTS)?)"
                    + "|FROM|JOIN)\\s+(?<table>\\w+|\\?)");

    /** Every use of a table in the main sources. */
    static List<TableUse> inMainSources() {
        List<TableUse> uses = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Path inside = SOURCES.relativize(file);
                String stage =
                        inside.getNameCount() == 1 ? ROOT : inside.getName(0).toString();
                uses.addAll(in(stage, inside.toString(), Files.readString(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uses;
    }

    /** Every use of a table in a source's strings and text blocks. */
    static List<TableUse> in(String stage, String file, String source) {
        List<TableUse> uses = new ArrayList<>();
        for (String text : texts(source)) {
            Matcher table = TABLE.matcher(text);
            while (table.find()) {
                uses.add(new TableUse(stage, file, table.group("table"), table.group("write") != null));
            }
        }
        return uses;
    }

    /** Each string expression as one text, with {@value #UNKNOWN} in place of anything that isn't a literal. */
    private static List<String> texts(String source) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int end = 0;
        Matcher token = TOKEN.matcher(source);
        while (token.find()) {
            String string = token.group("block") == null ? token.group("string") : token.group("block");
            if (string == null) {
                continue;
            }
            String between = source.substring(end, token.start()).strip();
            if (between.equals("+")) {
                text.append(' ');
            } else if (between.startsWith("+") && between.endsWith("+") && !between.contains(";")) {
                text.append(' ').append(UNKNOWN).append(' ');
            } else {
                texts.add(finished(text, between));
                text.setLength(0);
            }
            text.append(string.replace("\\n", " "));
            end = token.end();
        }
        texts.add(finished(text, source.substring(end).strip()));
        return texts;
    }

    private static String finished(StringBuilder text, String after) {
        return after.startsWith("+") ? text + " " + UNKNOWN : text.toString();
    }
}
