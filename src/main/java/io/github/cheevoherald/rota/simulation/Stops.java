package io.github.cheevoherald.rota.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** When the bot is stopped, in milliseconds since 1970: from a stop's first moment until just before its end. */
final class Stops {
    private static final long DAY = 86_400_000;

    private final List<Span> spans = new ArrayList<>();
    private int next;
    private boolean wentOn;

    private record Span(long from, long until) {
        boolean holds(long at) {
            return from <= at && at < until;
        }
    }

    /**
     * Of a trace that begins at a time.
     *
     * @param end when nothing is simulated any more unless the bot is stopped until later
     * @throws TraceException when that cannot be
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

    /** Whether the bot is stopped at a time, which is not earlier than at the call before. */
    boolean isStopped(long now) {
        while (next < spans.size() && spans.get(next).until() <= now) {
            next++;
            wentOn = true;
        }
        return next < spans.size() && spans.get(next).from() <= now;
    }

    /** Whether a stop ended since this was asked for the last time. */
    boolean wentOn() {
        boolean answer = wentOn;
        wentOn = false;
        return answer;
    }

    /** From when on an unlock counts that became visible at a time: a bot that is stopped can show nothing. */
    long countedFrom(long visibleAt) {
        for (Span span : spans) {
            if (span.holds(visibleAt)) {
                return span.until();
            }
        }
        return visibleAt;
    }

    /** When the last one is over, or 0. */
    long over() {
        return spans.isEmpty() ? 0 : spans.get(spans.size() - 1).until();
    }
}
