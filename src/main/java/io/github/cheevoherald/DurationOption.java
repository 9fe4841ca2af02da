package io.github.cheevoherald;

import io.github.cheevoherald.config.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in the configuration. A bare number means days. */
final class DurationOption implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String value) {
        String text = value.strip();
        Duration duration = Durations.parse(text.matches("\\d+") ? text + "d" : text);
        if (duration == null || duration.isNegative()) {
            throw new TypeConversionException("\"" + value + "\" isn't a duration such as 30s, 10m, 12h or 14d");
        }
        return duration;
    }
}
