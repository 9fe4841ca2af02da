package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Checks the sources against those house rules in CONTRIBUTING.md that a machine can check. */
final class SourceTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final int MAX_LINES_OF_A_FILE = 300;
    private static final int MAX_LINES_OF_A_METHOD = 40;
    private static final Pattern LOGGER = Pattern.compile("getLogger\\((\\w+)\\.class\\)");
    private static final Pattern LIMIT = Pattern.compile("\\b(?:MOST|LEAST|LONGEST|SHORTEST)(?:_\\w+)?\\b");

    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern OF_ANOTHER_ENGINE =
            Pattern.compile("^(?:@AnalyzeClasses| +@(?:Property|Example))\\b", Pattern.MULTILINE);

    private static List<Path> files() throws IOException {
        return below(SOURCES);
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(100);
            return found;
        }
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : files()) {
            int lines = Files.readAllLines(file).size();
            if (lines > MAX_LINES_OF_A_FILE) {
                tooLong.add(SOURCES.relativize(file) + " has " + lines + " lines");
            }
        }

        assertThat(tooLong).isEmpty();
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> tooLong = new ArrayList<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                new Methods(file, positions, tooLong).scan(file, null);
            }
        }

        assertThat(tooLong).isEmpty();
    }

    /** Collects a file's overlong methods, measured from the first modifier to the last brace. */
    private static final class Methods extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<String> tooLong;

        Methods(CompilationUnitTree file, SourcePositions positions, List<String> tooLong) {
            this.file = file;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
            long lines =
                    line(positions.getEndPosition(file, method)) - line(positions.getStartPosition(file, method)) + 1;
            if (lines > MAX_LINES_OF_A_METHOD) {
                Path name = Path.of(file.getSourceFile().getName()).getFileName();
                tooLong.add(name + ": " + method.getName() + " has " + lines + " lines");
            }
            return super.visitMethod(method, null);
        }

        private long line(long position) {
            return file.getLineMap().getLineNumber(position);
        }
    }

    @Test
    void noClassNameIsUsedInTwoPackages() throws IOException {
        Map<String, Path> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        for (Path file : files()) {
            String name = file.getFileName().toString();
            Path before = name.equals("package-info.java") ? null : seen.put(name, file);
            if (before != null) {
                twice.add(SOURCES.relativize(before) + " and " + SOURCES.relativize(file));
            }
        }

        assertThat(twice).isEmpty();
    }

    @Test
    void everyClassLogsUnderItsOwnName() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path file : files()) {
            for (MatchResult logger :
                    LOGGER.matcher(Files.readString(file)).results().toList()) {
                if (!file.endsWith(logger.group(1) + ".java")) {
                    others.add(SOURCES.relativize(file) + " logs as " + logger.group(1));
                }
            }
        }

        assertThat(others).isEmpty();
    }

    @Test
    void limitsAreNamedMaxAndMin() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path file : files()) {
            for (MatchResult limit :
                    LIMIT.matcher(Files.readString(file)).results().toList()) {
                others.add(SOURCES.relativize(file) + ": " + limit.group());
            }
        }

        assertThat(others.stream().distinct()).isEmpty();
    }

    /** The others run on Jupiter alone, so these would never run. */
    @Test
    void everyClassOfJqwikOrArchUnitRunsApart() throws IOException {
        List<String> never = new ArrayList<>();
        for (Path file : below(TESTS)) {
            String text = Files.readString(file);
            if (OF_ANOTHER_ENGINE.matcher(text).find() && !text.contains("\n@Apart\n")) {
                never.add(TESTS.relativize(file).toString());
            }
        }

        assertThat(never).isEmpty();
    }
}
