package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@Apart
final class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path trace;

    @BeforeEach
    void makeUpATrace() {
        trace = generate("trace.csv", 3);
        out.getBuffer().setLength(0);
    }

    private Path generate(String name, int seed) {
        Path file = folder.resolve(name);
        assertThat(simulate("--generate", "60", "--days", "6", "--seed", "" + seed, "--out", file.toString()))
                .isZero();
        return file;
    }

    private int simulate(String... arguments) {
        List<String> all = new ArrayList<>(List.of("simulate"));
        all.addAll(List.of(arguments));
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(all.toArray(String[]::new));
    }

    private List<JsonNode> lines() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(JsonMapper.builder().build().readTree(line));
        }
        return lines;
    }

    @Test
    void theSameSeedWritesTheSameFile() throws IOException {
        assertThat(generate("again.csv", 3)).hasSameTextualContentAs(trace);
        assertThat(Files.readString(generate("other.csv", 4))).isNotEqualTo(Files.readString(trace));
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void printsALineOfJsonForEachPolicy() throws IOException {
        assertThat(simulate("--traces", trace.toString())).isZero();

        assertThat(lines()).hasSize(4).allSatisfy(line -> {
            assertThat(line.fieldNames())
                    .toIterable()
                    .filteredOn(name -> !name.equals("activity_requests"))
                    .containsExactly(
                            "policy",
                            "players",
                            "requests",
                            "requests_with_warmup",
                            "unlocks",
                            "mean",
                            "p50",
                            "p90",
                            "p95",
                            "p99",
                            "max");
            assertThat(line.path("players").asInt()).isEqualTo(60);
        });
        assertThat(lines())
                .extracting(line -> line.path("policy").asText())
                .containsExactly("fixed", "adaptive", "radar", "activity");
        assertThat(lines())
                .filteredOn(line -> line.has("activity_requests"))
                .extracting(line -> line.path("policy").asText())
                .containsExactly("activity");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void logsNothingAboutTheKeysAccount() {
        try (Lines lines = new Lines()) {
            assertThat(simulate("--traces", trace.toString(), "--policy", "radar"))
                    .isZero();

            assertThat(lines.holding("")).isEmpty();
        }
    }

    @Test
    void anOutputFileNeedsAMadeUpTrace() {
        Path unused = folder.resolve("unused.json");

        assertThat(simulate("--traces", trace.toString(), "--out", unused.toString()))
                .isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains("--out goes with --generate");
        assertThat(out.toString()).isEmpty();
        assertThat(unused).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--days=3", "--seed=2"})
    void refusesOptionsForMakingUpATraceWhenPlayingOne(String option) {
        assertThat(simulate("--traces", trace.toString(), option)).isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains(option.substring(0, 6) + " goes with --generate");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--policy=fixed", "--followed=0.5", "--warmup=1d", "--requests-per-minute=30", "--site-active=10"
            })
    void refusesOptionsForPlayingATraceWhenMakingOneUp(String option) {
        Path unused = folder.resolve("unused.csv");

        assertThat(simulate("--generate", "5", "--out", unused.toString(), option))
                .isEqualTo(CommandLine.ExitCode.USAGE);

        assertThat(err.toString()).contains(option.substring(0, option.indexOf('=')) + " goes with --traces");
        assertThat(unused).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fixed", "adaptive", "radar", "activity"})
    void theRequestsItWritesGiveTheSameFigures(String policy) throws IOException {
        Path polls = folder.resolve("polls.csv");

        simulate("--traces", trace.toString(), "--policy", policy, "--warmup", "2d", "--polls", polls.toString());

        Recomputed recomputed = new Recomputed(Files.readAllLines(trace), Files.readAllLines(polls), 2 * 86_400);
        JsonNode line = lines().get(0);
        assertThat(line.path("unlocks").asInt())
                .isEqualTo(recomputed.delays.size())
                .isPositive();
        assertThat(line.path("requests").asLong())
                .isEqualTo(recomputed.requests)
                .isPositive();
        assertThat(line.path("requests_with_warmup").asLong()).isEqualTo(recomputed.requestsWithWarmup);
        assertThat(line.path("activity_requests").asLong()).isEqualTo(recomputed.listRequests);
        assertThat(line.path("mean").asDouble())
                .isCloseTo(
                        recomputed.delays.stream().mapToDouble(d -> d).average().orElseThrow(), within(0.001));
        for (int percent : List.of(50, 90, 95, 99)) {
            assertThat(line.path("p" + percent).asDouble()).isEqualTo(recomputed.percentile(percent));
        }
        assertThat(line.path("max").asDouble()).isEqualTo(Collections.max(recomputed.delays));
    }

    /** The figures, calculated from the two files alone. */
    private static final class Recomputed {
        final List<Double> delays = new ArrayList<>();
        long requests;
        long requestsWithWarmup;
        long listRequests;

        Recomputed(List<String> trace, List<String> polls, long warmup) {
            List<String[]> unlocks = trace.stream()
                    .map(line -> line.split(",", -1))
                    .filter(fields -> fields.length > 1)
                    .toList();
            double counted = warmup
                    + unlocks.stream()
                            .mapToLong(fields -> Long.parseLong(fields[1]))
                            .min()
                            .orElseThrow();
            Map<String, TreeSet<Double>> byPlayer = new HashMap<>();
            for (String line : polls) {
                String[] fields = line.split(",", -1);
                double at = Double.parseDouble(fields[0]);
                if (fields[1].equals("+")) {
                    listRequests += at >= counted ? 1 : 0;
                    continue;
                }
                byPlayer.computeIfAbsent(fields[1], key -> new TreeSet<>()).add(at);
                requestsWithWarmup++;
                requests += at >= counted ? 1 : 0;
            }
            for (String[] fields : unlocks) {
                double visible = Double.parseDouble(fields[fields.length - 1]);
                if (visible >= counted) {
                    Double seen =
                            byPlayer.getOrDefault(fields[0], new TreeSet<>()).ceiling(visible);
                    delays.add(seen == null ? Double.NaN : seen - visible);
                }
            }
            Collections.sort(delays);
        }

        double percentile(int percent) {
            return delays.get((int) Math.ceil(delays.size() * percent / 100.0) - 1);
        }
    }

    @Test
    void theOrderOfTheLinesDoesNotMatter() throws IOException {
        simulate("--traces", trace.toString(), "--policy", "fixed", "--warmup", "0d");
        JsonNode sorted = lines().get(0);
        out.getBuffer().setLength(0);
        List<String> lines = new ArrayList<>(Files.readAllLines(trace));
        List<String> names = lines.stream().filter(line -> !line.contains(",")).toList();
        lines.removeAll(names);
        Collections.shuffle(lines, new Random(1));
        lines.addAll(0, names);

        simulate(
                "--traces",
                Files.write(folder.resolve("mixed.csv"), lines).toString(),
                "--policy",
                "fixed",
                "--warmup",
                "0d");

        assertThat(lines().get(0)).isEqualTo(sorted);
    }

    @Test
    void playersWithoutUnlocksArePolledToo() throws IOException {
        Path file = Files.writeString(folder.resolve("idle.csv"), "Ana,1000\nIdle\nAna,1003\n");
        Path polls = folder.resolve("polls.csv");

        simulate("--traces", file.toString(), "--policy", "fixed", "--warmup", "0d", "--polls", polls.toString());

        assertThat(lines().get(0).path("players").asInt()).isEqualTo(2);
        assertThat(Files.readAllLines(polls)).startsWith("1000,Ana", "1001,Idle", "1002,Ana");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ana,1,2,3 | is not player,unlocked_at[,visible_at].",
                "Ana,noon | has a time that is not in epoch seconds.",
                "Ana,20,10 | is visible before it is unlocked.",
                ",20 | is not player,unlocked_at[,visible_at]."
            })
    void aBadLineIsNamedInOneSentence(String bad, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "Ana,5\n" + bad + "\nBen,7\n");

        assertThat(simulate("--traces", file.toString())).isEqualTo(2);

        assertThat(err.toString().strip()).isEqualTo("--traces: " + file + ", line 2 " + problem);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aByteOrderMarkFromASpreadsheetIsNotPartOfAName() throws IOException {
        Path file = Files.writeString(folder.resolve("sheet.csv"), "\uFEFFAna,1000\r\nAna,1003\r\n");

        simulate("--traces", file.toString(), "--policy", "fixed", "--warmup", "0d");

        assertThat(lines().get(0).path("players").asInt()).isEqualTo(1);
    }

    @Test
    void theBotIsStoppedAsOftenAsRequested() throws IOException {
        Path polls = folder.resolve("polls.csv");

        assertThat(simulate(
                        "--traces",
                        trace.toString(),
                        "--policy",
                        "adaptive",
                        "--offline",
                        "4d12h30m+1h",
                        "--offline",
                        "P1DT2H+PT40M",
                        "--polls",
                        polls.toString()))
                .isZero();

        long midnight = 1_767_225_600;
        List<Double> times = Files.readAllLines(polls).stream()
                .map(line -> Double.parseDouble(line.split(",", -1)[0]) - midnight)
                .toList();
        assertThat(times).noneMatch(at -> at >= 93_600 && at < 96_000).noneMatch(at -> at >= 390_600 && at < 394_200);
        assertThat(times).anyMatch(at -> at >= 93_540 && at < 93_600).anyMatch(at -> at >= 96_000 && at < 96_060);
    }

    @Test
    void theHelpExplainsTheFigures() {
        assertThat(simulate("--help")).isZero();

        assertThat(out.toString().replaceAll("\\s+", " ")).contains("percentiles and maximum in seconds");
    }

    @Test
    void figuresWithoutDataAreMarkedAsSuch() throws IOException {
        Path file = Files.writeString(folder.resolve("short.csv"), "Ana,1000\nAna,1060\n");

        assertThat(simulate("--traces", file.toString(), "--policy", "fixed")).isZero();
        assertThat(err.toString()).contains("the figures mean nothing", "--warmup");

        err.getBuffer().setLength(0);
        simulate("--traces", file.toString(), "--policy", "fixed", "--warmup", "0d");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theTraceIsNotOverwrittenByItsPolls() throws IOException {
        String before = Files.readString(trace);
        String elsewise = folder.resolve("./trace.csv").toString();

        assertThat(simulate("--traces", trace.toString(), "--policy", "fixed", "--polls", elsewise))
                .isEqualTo(2);

        assertThat(trace).hasContent(before);
        assertThat(err.toString()).contains("overwrite");
    }

    @Test
    void aTraceOfAThousandYearsIsRefusedInsteadOfSimulatedForHours() throws IOException {
        Path file = Files.writeString(folder.resolve("typo.csv"), "Ana,1700000000\nAna,17000000000\n");

        assertThat(simulate("--traces", file.toString())).isEqualTo(2);

        assertThat(err.toString()).contains("days", "date that is wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--traces missing.csv",
                "--generate 10",
                "--generate 0 --out x.csv",
                "--traces TRACE --policy best",
                "--traces TRACE --followed 2",
                "--traces TRACE --warmup soon",
                "--traces TRACE --requests-per-minute 0",
                "--traces TRACE --activity-requests 0",
                "--traces TRACE --site-active -1",
                "--traces TRACE --polls polls.csv",
                "--traces TRACE --offline 5d12h",
                "--traces TRACE --offline 1d+",
                "--traces TRACE --offline 1d+0s",
                "--traces TRACE --offline 1d+soon",
                "--traces TRACE --offline 1d+-5m",
                "--traces TRACE --offline 1d+2h --offline 1d1h+5m",
                "--traces TRACE --offline 20d+1m",
                "--generate 10 --out x.csv --offline 1d+1m"
            })
    void wrongUseIsOneLineAndExitCodeTwo(String arguments) {
        String[] words = arguments.isEmpty()
                ? new String[0]
                : arguments.replace("TRACE", trace.toString()).split(" ", -1);

        assertThat(simulate(words)).isEqualTo(2);

        assertThat(err.toString().strip().lines()).hasSize(1);
        assertThat(out.toString()).isEmpty();
    }
}
