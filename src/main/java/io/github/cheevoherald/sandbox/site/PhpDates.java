package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The site's date formats. */
final class PhpDates {
    private static final DateTimeFormatter PLAIN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss'+00:00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private PhpDates() {}

    /** The usual format: UTC, without a zone. */
    static @Nullable String plain(@Nullable Instant date) {
        return date == null ? null : PLAIN.format(date);
    }

    /** The format of GetAchievementUnlocks. */
    static String micros(Instant date) {
        return MICROS.format(date);
    }

    /** With UTC's offset, as in GetRecentGameAwards. */
    static String offset(Instant date) {
        return OFFSET.format(date);
    }

    /** The format of HTTP headers. */
    static String http(Instant date) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC));
    }
}
