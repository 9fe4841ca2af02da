package io.github.cheevoherald;

import io.github.cheevoherald.config.Durations;
import io.github.cheevoherald.rota.simulation.Stop;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code AT+FOR} on the command line, such as {@code 5d12h+40m}. */
final class StopOption implements ITypeConverter<Stop> {
    private static final Pattern PARTS = Pattern.compile("(?:\\d{1,9}(?:ms|s|m|h|d))+");
    private static final Pattern PART = Pattern.compile("\\d+(?:ms|s|m|h|d)");
    private static final Duration MAX_DURATION = Duration.ofDays(10_000);

    @Override
    public Stop convert(String value) {
        int plus = value.indexOf('+');
        Duration at = plus < 0 ? null : duration(value.substring(0, plus).strip());
        Duration length = plus < 0 ? null : duration(value.substring(plus + 1).strip());
        if (at == null || length == null || length.isZero()) {
            throw new TypeConversionException("\"" + value + "\" isn't AT+FOR, such as 5d12h+40m");
        }
        return new Stop(at, length);
    }

    private static @Nullable Duration duration(String text) {
        Duration sum = PARTS.matcher(text).matches() ? sum(text) : Durations.parse(text);
        return sum == null || sum.isNegative() || sum.compareTo(MAX_DURATION) > 0 ? null : sum;
    }

    private static @Nullable Duration sum(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            Duration part = Durations.parse(parts.group());
            sum = part == null ? sum : sum.plus(part);
        }
        return sum;
    }
}
