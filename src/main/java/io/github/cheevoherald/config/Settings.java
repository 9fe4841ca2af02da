package io.github.cheevoherald.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Converts text values by key, and collects problems instead of throwing them. */
final class Settings {
    /** The placeholder in {@code config.example.yml} for values to fill in. */
    private static final Pattern EXAMPLE = Pattern.compile("put-the-[a-z-]+-here");

    private static final Pattern QUOTED = Pattern.compile("[\"'“”‘’„«»`].*|.*[\"'“”‘’„«»`]");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{16,19}");

    private static final Duration MAX_DURATION = Duration.ofDays(3650);

    private final Map<String, String> values;
    private final List<String> problems;
    private final Set<String> excused;

    /** @param excused keys whose absence is not reported, since another problem already explains it */
    Settings(Map<String, String> values, List<String> problems, Set<String> excused) {
        this.values = values;
        this.problems = problems;
        this.excused = excused;
    }

    String text(String key, @Nullable String fallback) {
        String value = values.get(key);
        if (value != null && !value.isBlank()) {
            return value.strip();
        }
        if (fallback == null || value != null) {
            missing(key, value);
            return "";
        }
        return fallback;
    }

    private void missing(String key, @Nullable String value) {
        boolean isExcused = excused.contains(key) && (value == null || value.isEmpty());
        if (!isExcused) {
            problems.add(key + ": missing; set it in the configuration file or as " + ConfigLoader.variable(key));
        }
    }

    Secret secret(String key) {
        String value = text(key, null);
        secretProblem(value).ifPresent(problem -> problems.add(key + ": " + problem));
        if (EXAMPLE.matcher(value).matches()) {
            problems.add(key + ": still has the placeholder from config.example.yml; replace it with your own");
        }
        return new Secret(value);
    }

    /** The value of a key that need not be set; null if it isn't. */
    @Nullable String optional(String key) {
        String value = values.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A secret of the operator's own choice, which may have any characters. */
    @Nullable Secret optionalSecret(String key) {
        String value = optional(key);
        return value == null ? null : new Secret(value);
    }

    private static Optional<String> secretProblem(String value) {
        if (value.startsWith("\uFEFF")) {
            return Optional.of("starts with a byte order mark; save the file as UTF-8 without one");
        }
        if (value.regionMatches(true, 0, "Bot ", 0, 4) || value.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of("leave out the word before the value");
        }
        if (QUOTED.matcher(value).matches()) {
            return Optional.of("leave out the quotation marks");
        }
        boolean possible = value.chars().allMatch(c -> c > ' ' && c <= '~');
        return possible ? Optional.empty() : Optional.of("has characters that can't be part of it; copy it again");
    }

    /** An address, or null if the key is set to nothing. */
    @Nullable URI addressOrNull(String key, String fallback) {
        String value = values.get(key);
        return value != null && value.isBlank() ? null : address(key, fallback);
    }

    URI address(String key, String fallback) {
        String value = text(key, fallback);
        try {
            URI address = new URI(value.endsWith("/") ? value : value + "/");
            String scheme = address.getScheme();
            boolean web = scheme != null && (scheme.equals("http") || scheme.equals("https"));
            if (web && address.getHost() != null && address.getQuery() == null && address.getFragment() == null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // reported below
        }
        problems.add(key + ": \"" + value + "\" isn't an address such as " + fallback);
        return URI.create(fallback);
    }

    int whole(String key, int fallback, int least, int most) {
        String value = text(key, Integer.toString(fallback));
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below
        }
        problems.add(key + ": \"" + value + "\" isn't a whole number from " + least + " to " + most);
        return fallback;
    }

    /** Discord ids separated by commas; none if the key is missing or empty. */
    Set<Long> ids(String key) {
        Set<Long> ids = new LinkedHashSet<>();
        String value = values.getOrDefault(key, "");
        if (value.isBlank()) {
            return ids;
        }
        for (String text : value.split(",", -1)) {
            Long id = id(text.strip());
            if (id == null) {
                problems.add(key + ": \"" + text.strip() + "\" isn't a server id, which has 17 to 20 digits");
            } else if (!ids.add(id)) {
                problems.add(key + ": " + text.strip() + " is listed twice");
            }
        }
        return ids;
    }

    private static @Nullable Long id(String text) {
        try {
            return ID.matcher(text).matches() ? (Long) Long.parseUnsignedLong(text) : null;
        } catch (NumberFormatException tooLarge) {
            return null;
        }
    }

    Duration duration(String key, String fallback, Duration least) {
        String value = text(key, fallback);
        Duration duration = Durations.parse(value);
        if (duration == null) {
            problems.add(key + ": \"" + value + "\" isn't a duration such as 30s, 10m, 12h, 14d or PT30S");
            return least;
        }
        if (duration.compareTo(least) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            problems.add(key + ": \"" + value + "\" must be from " + least.toSeconds() + "s to " + MAX_DURATION.toDays()
                    + "d");
            return least;
        }
        return duration;
    }
}
