package io.github.cheevoherald.retroachievements;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;

/** Reads every date format that the site uses. Without a zone a date is in UTC, without a time it is midnight. */
final class DateReader {
    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** Later years are nonsense, and too late to count in milliseconds. */
    private static final int MAX_YEAR = 9999;

    private DateReader() {}

    /** Parses to whole seconds, which is all the site keeps. */
    static Optional<Instant> parse(String text) {
        try {
            TemporalAccessor parsed = FORM.parse(text.strip());
            if (parsed.get(ChronoField.YEAR) > MAX_YEAR) {
                return Optional.empty();
            }
            long days = parsed.getLong(ChronoField.EPOCH_DAY);
            int second = parsed.isSupported(ChronoField.SECOND_OF_DAY) ? parsed.get(ChronoField.SECOND_OF_DAY) : 0;
            ZoneOffset zone =
                    Optional.ofNullable(parsed.query(TemporalQueries.offset())).orElse(ZoneOffset.UTC);
            return Optional.of(LocalDate.ofEpochDay(days)
                    .atStartOfDay()
                    .plusSeconds(second)
                    .toInstant(zone)
                    .truncatedTo(ChronoUnit.SECONDS));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
