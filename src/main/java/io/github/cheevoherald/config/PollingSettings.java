package io.github.cheevoherald.config;

import java.time.Duration;
import java.util.List;

/** Reads how often players are polled, and how far back. */
final class PollingSettings {
    private PollingSettings() {}

    /** @param problems where to add what is wrong */
    static Config.Polling of(Settings settings, List<String> problems) {
        Duration second = Duration.ofSeconds(1);
        Config.Polling polling = new Config.Polling(
                settings.duration("polling.min-interval", "10s", second),
                settings.duration("polling.max-interval", "30m", second),
                settings.duration("polling.overlap", "15m", Duration.ZERO),
                settings.duration("polling.late-horizon", "14d", Duration.ZERO),
                settings.duration("polling.sweep-interval", "12h", Duration.ofSeconds(10)));
        if (polling.maxInterval().compareTo(polling.minInterval()) < 0) {
            problems.add("polling.max-interval: can't be shorter than polling.min-interval");
        }
        boolean readable = problems.stream().noneMatch(problem -> problem.startsWith("polling.late-horizon"));
        if (readable && polling.lateHorizon().compareTo(polling.overlap()) < 0) {
            problems.add("polling.late-horizon: can't be shorter than polling.overlap,"
                    + " or unlocks that the site shows slightly late would never be announced");
        }
        return polling;
    }
}
