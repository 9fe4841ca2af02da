package io.github.cheevoherald;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cheevoherald.rota.simulation.PolicyKind;
import io.github.cheevoherald.rota.simulation.Simulation;
import io.github.cheevoherald.rota.simulation.Trace;
import io.github.cheevoherald.rota.simulation.TraceGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code simulate}: computes how soon announcements would come for a file of unlocks and a request budget. */
@Command(
        name = "simulate",
        description = {
            "Replays a file of unlocks on a virtual clock. For each policy, prints one line of JSON with how long"
                    + " unlocks were visible before a poll found them.",
            "With --generate, writes such a file instead."
        },
        footer =
                "What is printed: mean, percentiles and maximum in seconds, of the unlocks that became visible after the"
                        + " warm-up; requests from then on, and requests_with_warmup all of them; activity_requests those for the"
                        + " list of active players, from then on.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SimulateCommand implements Callable<Integer> {
    private static final int MAX_PLAYERS = 1_000_000;
    private static final Set<String> MAKING_UP = Set.of("--generate", "--days", "--seed", "--out");

    @Option(
            names = "--traces",
            paramLabel = "FILE",
            description =
                    "The unlocks: lines of player,unlocked_at[,visible_at] in epoch seconds. A name alone adds a player.")
    private @Nullable Path traces;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            description = "fixed, adaptive, radar or activity, or several separated by commas (default: all of them)."
                    + " activity learns from the second API who plays; nobody is followed.")
    private List<String> policies = new ArrayList<>();

    @Mixin
    private SimulationOptions options = new SimulationOptions();

    @Option(
            names = "--polls",
            paramLabel = "FILE",
            description =
                    "Log every request to this file as epoch,player; the radar's as epoch,*, those of activity for the"
                            + " list as epoch,+.")
    private @Nullable Path polls;

    @Option(names = "--generate", paramLabel = "PLAYERS", description = "Make up a trace with this many players.")
    private @Nullable Integer generate;

    @Option(
            names = "--days",
            defaultValue = "14",
            description = "Length of the made-up trace in days (default: ${DEFAULT-VALUE}).")
    private int days;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description =
                    "Seed of the made-up trace; the same number makes the same trace (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write the made-up trace.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() {
        refuseWhatWouldBeIgnored();
        if (generate != null) {
            generate(generate);
        } else {
            simulate();
        }
        return CommandLine.ExitCode.OK;
    }

    private void refuseWhatWouldBeIgnored() {
        require(traces == null || generate == null, "--traces and --generate exclude each other.");
        for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            boolean makes = MAKING_UP.contains(given.longestName());
            require(
                    generate == null || makes,
                    given.longestName() + " goes with --traces; --generate only makes a trace up.");
            require(
                    generate != null || !makes,
                    given.longestName() + " goes with --generate; --traces only plays a trace.");
        }
    }

    private void generate(int players) {
        require(players >= 1 && players <= MAX_PLAYERS, "--generate takes from 1 to " + MAX_PLAYERS + " players.");
        require(days >= 1 && days <= 366, "--days is from 1 to 366.");
        if (out == null) {
            throw wrong("--out FILE is missing.");
        }
        try (Writer file = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
            for (Trace.Player player :
                    new TraceGenerator(days, seed).generate(players).players()) {
                file.write(player.name() + "\n");
                for (Trace.Unlock unlock : player.unlocks()) {
                    long unlockedAt = unlock.unlockedAt() / 1000;
                    long visibleAt = unlock.visibleAt() / 1000;
                    file.write(
                            player.name() + "," + unlockedAt + (visibleAt > unlockedAt ? "," + visibleAt : "") + "\n");
                }
            }
        } catch (IOException e) {
            throw wrong("--out: " + out + " can't be written.");
        }
    }

    private void simulate() {
        if (traces == null) {
            throw wrong("--traces FILE is missing (or --generate PLAYERS).");
        }
        List<PolicyKind> kinds = kinds();
        require(polls == null || kinds.size() == 1, "--polls goes with one --policy.");
        require(polls == null || !isSame(polls, traces), "--polls would overwrite the file of --traces.");
        Simulation.Setting setting = options.setting();
        Trace trace = Trace.read(traces);
        try (Writer log =
                polls == null ? Writer.nullWriter() : Files.newBufferedWriter(polls, StandardCharsets.UTF_8)) {
            Simulation simulation = new Simulation(trace, setting, (at, player) -> write(log, at, player));
            boolean counted = true;
            for (PolicyKind kind : kinds) {
                Simulation.Result result = simulation.run(kind);
                counted &= result.delays().unlocks() > 0;
                print(result);
            }
            if (!counted) {
                spec.commandLine()
                        .getErr()
                        .println("No unlock became visible after the warm-up, so the figures mean nothing."
                                + " Give a longer trace or a shorter --warmup.");
            }
        } catch (IOException | UncheckedIOException e) {
            throw wrong("--polls: " + polls + " can't be written.");
        }
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private List<PolicyKind> kinds() {
        if (policies.isEmpty()) {
            return List.of(PolicyKind.values());
        }
        List<PolicyKind> kinds = new ArrayList<>();
        for (String name : policies) {
            kinds.add(List.of(PolicyKind.values()).stream()
                    .filter(kind -> kind.toString().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> wrong("--policy is fixed, adaptive, radar or activity, not " + name + ".")));
        }
        return kinds;
    }

    private void print(Simulation.Result result) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("policy", result.policy().toString());
        line.put("players", result.players());
        line.put("requests", result.requests());
        line.put("requests_with_warmup", result.requestsWithWarmup());
        if (result.policy() == PolicyKind.ACTIVITY) {
            line.put("activity_requests", result.listRequests());
        }
        line.put("unlocks", result.delays().unlocks());
        line.put("mean", result.delays().mean());
        line.put("p50", result.delays().p50());
        line.put("p90", result.delays().p90());
        line.put("p95", result.delays().p95());
        line.put("p99", result.delays().p99());
        line.put("max", result.delays().max());
        PrintWriter output = spec.commandLine().getOut();
        output.println(JsonMapper.builder().build().valueToTree(line).toString());
        output.flush();
    }

    private static void write(Writer log, long atMillis, String player) {
        try {
            log.write(BigDecimal.valueOf(atMillis, 3).stripTrailingZeros().toPlainString() + "," + player + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw wrong(otherwise);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
