package io.github.cheevoherald.rota.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The times at which the bot is stopped, in milliseconds since 1970; the end of a stop doesn't belong to it. */
final class Stops {
    private static final long DAY = 86_400_000;

    private final List<Span> spans = new ArrayList<>();
    private int next;
    private boolean justEnded;

    private record Span(long from, long until) {
        boolean contains(long at) {
            return from <= at && at < until;
        }
    }

    /**
     * Places the stops in a trace that begins at the given time.
     *
     * @param end the end of the simulation, unless a stop lasts longer
     * @throws TraceException if stops overlap or begin after the end
     */
    Stops(List<Stop> stops, long begin, long end) {
        long midnight = Math.floorDiv(begin, DAY) * DAY;
        Stop before = null;
        for (Stop stop : stops.stream().sorted(Comparator.comparing(Stop::at)).toList()) {
            long from = midnight + stop.at().toMillis();
            if (before != null && stop.at().compareTo(before.until()) < 0) {
                throw new TraceException("--offline " + before + " and " + stop + " overlap.");
            }
            if (from > end) {
                throw new TraceException("--offline " + stop + " begins when the trace is over.");
            }
            spans.add(new Span(from, midnight + stop.until().toMillis()));
            before = stop;
        }
    }

    /** Whether the bot is stopped now; time never goes back between two calls. */
    boolean isStopped(long now) {
        while (next < spans.size() && spans.get(next).until() <= now) {
            next++;
            justEnded = true;
        }
        return next < spans.size() && spans.get(next).from() <= now;
    }

    /** Whether a stop ended since the previous call. */
    boolean justEnded() {
        boolean answer = justEnded;
        justEnded = false;
        return answer;
    }

    /** The time from which an unlock's delay counts: the end of the stop if it became visible during one. */
    long countedFrom(long visibleAt) {
        for (Span span : spans) {
            if (span.contains(visibleAt)) {
                return span.until();
            }
        }
        return visibleAt;
    }

    /** The end of the last stop, or 0. */
    long lastEnd() {
        return spans.isEmpty() ? 0 : spans.get(spans.size() - 1).until();
    }
}
