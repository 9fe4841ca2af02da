package io.github.cheevoherald.rota.simulation;

import java.time.Duration;

/**
 * A stop of the bot.
 *
 * @param at its start, counted from midnight (UTC) of the trace's first day
 */
public record Stop(Duration at, Duration length) {
    Duration until() {
        return at.plus(length);
    }

    @Override
    public String toString() {
        return text(at) + "+" + text(length);
    }

    private static String text(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.length() == 0 ? "0d" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
