package io.github.cheevoherald;

import io.github.cheevoherald.rota.simulation.Simulation;
import io.github.cheevoherald.rota.simulation.Stop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code simulate} that say under which conditions a trace is played. */
final class SimulationOptions {
    private static final int MAX_REQUESTS = 60_000;
    private static final int MAX_ACTIVE = 100_000;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--requests-per-minute",
            defaultValue = "60",
            description = "The request budget (default: ${DEFAULT-VALUE}).")
    private int requestsPerMinute;

    @Option(
            names = "--followed",
            defaultValue = "1.0",
            description = "For radar: the share of players who are followed (default: ${DEFAULT-VALUE}).")
    private double followed;

    @Option(
            names = "--points-lag",
            defaultValue = "0s",
            converter = DurationOption.class,
            description = "For radar and activity: how long after an unlock the site's points show it"
                    + " (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration pointsLag;

    @Option(
            names = "--activity-requests",
            defaultValue = "30",
            description =
                    "For activity: how many requests a minute the list of active players may take, in addition to the"
                            + " request budget (default: ${DEFAULT-VALUE}).")
    private int activityRequests;

    @Option(
            names = "--site-active",
            paramLabel = "PLAYERS",
            defaultValue = "3000",
            description =
                    "For activity: how many players are active on the whole site at a time; each shows activity every"
                            + " two minutes (default: ${DEFAULT-VALUE}).")
    private int siteActive;

    @Option(
            names = "--warmup",
            defaultValue = "3d",
            converter = DurationOption.class,
            description = "How much to leave out of the results, from the first unlock on (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration warmup;

    @Option(
            names = "--min-interval",
            defaultValue = "10s",
            converter = DurationOption.class,
            description = "Like polling.min-interval (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration minInterval;

    @Option(
            names = "--max-interval",
            defaultValue = "30m",
            converter = DurationOption.class,
            description = "Like polling.max-interval (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration maxInterval;

    @Option(
            names = "--offline",
            paramLabel = "AT+FOR",
            converter = StopOption.class,
            description =
                    "Stop the bot for a while, such as 5d12h+40m; AT counts from midnight UTC of the trace's first"
                            + " day. It carries on from what it had stored. Unlocks that become visible meanwhile count from"
                            + " the end of the stop. Can be repeated.")
    private List<Stop> stops = new ArrayList<>();

    /** The conditions; wrong ones end the command. */
    Simulation.Setting setting() {
        require(isRate(requestsPerMinute), "--requests-per-minute is from 1 to " + MAX_REQUESTS + ".");
        require(followed >= 0 && followed <= 1, "--followed is a part from 0 to 1.");
        require(isRate(activityRequests), "--activity-requests is from 1 to " + MAX_REQUESTS + ".");
        require(siteActive >= 0 && siteActive <= MAX_ACTIVE, "--site-active is from 0 to " + MAX_ACTIVE + ".");
        require(minInterval.toMillis() >= 1000, "--min-interval is at least 1s.");
        require(maxInterval.compareTo(minInterval) >= 0, "--max-interval is not shorter than --min-interval.");
        return new Simulation.Setting(
                requestsPerMinute,
                minInterval,
                maxInterval,
                followed,
                pointsLag,
                warmup,
                stops,
                new Simulation.ListSetting(activityRequests, siteActive));
    }

    private static boolean isRate(int requests) {
        return requests >= 1 && requests <= MAX_REQUESTS;
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }
}
