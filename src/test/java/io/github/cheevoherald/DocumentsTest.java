package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cheevoherald.config.ConfigException;
import io.github.cheevoherald.config.ConfigLoader;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.dv8tion.jda.api.Permission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Checks the documents against what the program does, where a machine can. */
final class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)|<img[^>]* src=\"([^\"]+)\"");
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("^```.*?^```$|`[^`\\n]*`", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);
    private static final Pattern SLASH_COMMAND = Pattern.compile("`(/[a-z]+(?: [a-z]+)?)`");
    private static final Pattern VARIABLE = Pattern.compile("(HERALD_[A-Z][A-Z_]*[A-Z])");
    private static final Pattern TEST = Pattern.compile("(?:\\b([A-Z]\\w+))?#([a-z]\\w+)`");
    private static final Pattern KEY =
            Pattern.compile("`((?:discord|retroachievements|database|polling|limits|http)\\.[a-z-]+)(?::[^`]*)?`");

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String place : List.of(".", "docs", "docs/adr")) {
            try (Stream<Path> files = Files.list(Path.of(place))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToAFileLeadsSomewhere(Path page) throws IOException {
        String text = without(COMMENT, without(CODE, Files.readString(page)));

        assertThat(LINK.matcher(text).results().map(DocumentsTest::target).filter(link -> !leadsSomewhere(page, link)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"README.md, Commands", "docs/commands.md, Commands"})
    void theSlashCommandsListedAreThoseInHelp(String page, String heading) throws IOException {
        Words words = Words.english();
        Set<String> known = new TreeSet<>(Set.of("/help"));
        for (String part : List.of("help.everyone", "help.privacy", "help.unlocks", "help.tickets", "help.admins")) {
            known.addAll(found(SLASH_COMMAND, words.say(part)));
        }

        Set<String> listed = new TreeSet<>();
        for (List<String> row : table(page, heading)) {
            listed.addAll(found(SLASH_COMMAND, row.get(0)));
        }

        assertThat(listed).isEqualTo(known);
    }

    @Test
    void theCommandLineListedIsTheRealOne() throws IOException {
        Map<String, CommandLine> commands = Main.commandLine().getSubcommands();
        Set<String> listed = new TreeSet<>();
        for (List<String> row : table("docs/operating.md", "Command line")) {
            if (row.get(0).matches("\\d")) {
                continue;
            }
            String usage = row.get(0).replace("`", "");
            String name = usage.split(" ", 2)[0];
            listed.add(name);
            CommandLine command = Objects.requireNonNull(commands.get(name), name);
            assertThat(command.getCommandSpec().optionsMap())
                    .containsKeys(found(Pattern.compile("(--[a-z-]+)"), usage).toArray(String[]::new));
        }

        assertThat(listed).isEqualTo(new TreeSet<>(commands.keySet()));
    }

    @Test
    void theInvitationAsksForTheExplainedPermissions() throws IOException {
        Map<String, Permission> names = Map.of(
                "View Channels", Permission.VIEW_CHANNEL,
                "Send Messages", Permission.MESSAGE_SEND,
                "Send Messages in Threads", Permission.MESSAGE_SEND_IN_THREADS,
                "Embed Links", Permission.MESSAGE_EMBED_LINKS,
                "Read Message History", Permission.MESSAGE_HISTORY,
                "Attach Files", Permission.MESSAGE_ATTACH_FILES,
                "Mention @everyone, @here, and All Roles", Permission.MESSAGE_MENTION_EVERYONE,
                "Change Nickname", Permission.NICKNAME_CHANGE);
        List<Permission> explained = table("docs/operating.md", "Permissions").stream()
                .map(row -> names.get(row.get(0)))
                .toList();

        assertThat(explained).doesNotContainNull();
        assertThat(found(Pattern.compile("&permissions=(\\d+)"), read("README.md")))
                .containsExactly(Long.toString(Permission.getRaw(explained)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySettingMentionedExists(Path page, @TempDir Path empty) throws IOException {
        String text = Files.readString(page);
        Map<String, String> environment = new TreeMap<>();
        found(VARIABLE, text).forEach(name -> environment.put(name, "none"));
        found(KEY, text)
                .forEach(key -> environment.put(
                        "HERALD_"
                                + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'),
                        "none"));

        assertThat(unknownSettings(environment, empty)).isEmpty();
    }

    @Test
    void theImageStartsFilesThatExist(@TempDir Path empty) throws IOException {
        String dockerfile = read("Dockerfile");
        Map<String, String> environment = new TreeMap<>();
        found(VARIABLE, dockerfile).forEach(name -> environment.put(name, "none"));

        assertThat(environment).isNotEmpty();
        assertThat(unknownSettings(environment, empty)).isEmpty();
        assertThat(dockerfile)
                .contains('"' + HealthCheck.class.getName() + '"')
                .contains("ENTRYPOINT [\"java\", \"@jvm.options\", \"-jar\", \"cheevo-herald.jar\"]\nCMD [\"run\"]");
        assertThat(read("README.md")).contains("java @jvm.options -jar cheevo-herald.jar run");
    }

    @Test
    void everyFlagIsKnownToThisJava() throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(java.toString(), "@jvm.options", "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).doesNotContainIgnoringCase("warning");
    }

    @Test
    void theArchitectureTableIsTheTestedOne() throws IOException {
        Map<String, Set<String>> written = new TreeMap<>();
        for (List<String> row : table("docs/ARCHITECTURE.md", "Packages, and who may use whom")) {
            if (!row.get(0).equals("(root)")) {
                written.put(row.get(0).replace("`", ""), found(Pattern.compile("`([a-z]+)`"), row.get(2)));
            }
        }

        assertThat(written).isEqualTo(new TreeMap<>(ArchitectureTest.ARROWS));
    }

    @Test
    void theTableOwnersAreTheTestedOnes() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (List<String> row : table("docs/ARCHITECTURE.md", "Who writes which table")) {
            String owner = row.get(0).replace("`", "");
            found(Pattern.compile("`([a-z_]+)`"), row.get(1)).forEach(name -> written.put(name, owner));
        }

        assertThat(written).isEqualTo(new TreeMap<>(TableOwnersTest.OWNERS));
    }

    @Test
    void theListOfDecisionsNamesEachByItsTitle() throws IOException {
        String list = read("docs/adr/README.md");
        List<Path> decisions = pages().stream()
                .filter(page -> page.getFileName().toString().matches("\\d{4}-.*"))
                .toList();

        assertThat(decisions).isNotEmpty();
        for (Path decision : decisions) {
            String title = Files.readAllLines(decision).get(0).replaceFirst("# ", "");
            assertThat(title).matches("\\d+\\. Why .*\\?");
            assertThat(list).contains("[" + title + "](" + decision.getFileName() + ")");
        }
    }

    /** {@code `OneTest#a`, `#b`} names two methods of the same class. */
    @Test
    void everyTestNamedInTheGuaranteesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (String line : read("docs/guarantees.md").lines().toList()) {
            String source = "";
            for (MatchResult test : TEST.matcher(line).results().toList()) {
                source = test.group(1) == null ? source : sourceOf(test.group(1));
                if (!source.contains(" " + test.group(2) + "(")) {
                    missing.add(test.group());
                }
            }
        }

        assertThat(missing).isEmpty();
    }

    private static String sourceOf(String testClass) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            Optional<Path> file =
                    files.filter(one -> one.endsWith(testClass + ".java")).findFirst();
            return file.isPresent() ? Files.readString(file.get()) : "";
        }
    }

    private static String read(String file) throws IOException {
        return Files.readString(Path.of(file));
    }

    private static String without(Pattern pattern, String text) {
        return pattern.matcher(text).replaceAll("");
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().map(match -> match.group(1)).forEach(found::add);
        return found;
    }

    private static String target(MatchResult link) {
        return link.group(1) == null ? link.group(2) : link.group(1);
    }

    private static boolean leadsSomewhere(Path page, String link) {
        if (link.matches("https://.+")) {
            return true;
        }
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        try {
            return Files.isRegularFile(file)
                    && (parts.length == 1 || anchors(file).contains(parts[1]));
        } catch (IOException e) {
            return false;
        }
    }

    /** Anchors the way GitHub makes them from headings. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The cells of all tables under a heading, without the header rows. */
    private static List<List<String>> table(String file, String heading) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean inside = false;
        boolean body = false;
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith("#")) {
                inside = line.endsWith(" " + heading);
            }
            if (!inside || !line.startsWith("|")) {
                body = false;
            } else if (line.matches("[|-]+")) {
                body = true;
            } else if (body) {
                rows.add(Stream.of(line.split("\\|", -1))
                        .skip(1)
                        .map(String::strip)
                        .toList());
            }
        }
        assertThat(rows).as("the table under \"%s\" in %s", heading, file).isNotEmpty();
        return rows;
    }

    private static List<String> unknownSettings(Map<String, String> environment, Path workingDirectory) {
        ConfigException failure = catchThrowableOfType(
                ConfigException.class, () -> ConfigLoader.load(null, environment, workingDirectory));
        return failure == null
                ? List.of()
                : failure.problems().stream()
                        .filter(problem -> problem.endsWith("no such setting"))
                        .toList();
    }
}
