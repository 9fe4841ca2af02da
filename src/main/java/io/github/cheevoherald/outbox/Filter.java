package io.github.cheevoherald.outbox;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a server wants left out of a kind of announcement. Every condition has to hold; one about a property that an item
 * doesn't have always does.
 *
 * @param minimumPoints null for any number
 * @param maximumRarity the highest percentage of players who may have it; null for any
 * @param leftOut games and consoles by name, and games by number, such as {@code #123}
 */
public record Filter(
        @Nullable Integer minimumPoints, @Nullable Double maximumRarity, boolean hardcoreOnly, List<String> leftOut) {
    /** Leaves nothing out. */
    public static final Filter NONE = new Filter(null, null, false, List.of());

    public Filter {
        leftOut = List.copyOf(leftOut);
    }

    /** Whether it announces an item with these properties. */
    public boolean lets(ItemProperties item) {
        return (minimumPoints == null || item.points() == null || item.points() >= minimumPoints)
                && (maximumRarity == null || item.rarity() == null || item.rarity() <= maximumRarity)
                && (!hardcoreOnly || item.hardcore() == null || item.hardcore())
                && leftOut.stream().noneMatch(name -> isNamed(name, item));
    }

    private static boolean isNamed(String name, ItemProperties item) {
        if (name.startsWith("#")) {
            String number = name.substring(1);
            boolean is = item.gameId() != null && number.equals(Long.toString(item.gameId()));
            // A title may be a number, too.
            return is || sharesAName(number, item.game(), "\\|") || sharesAName(name, item.game(), "\\|");
        }
        return sharesAName(name, item.game(), "\\|") || sharesAName(name, item.console(), "/");
    }

    /** The site gives games and consoles several names at once, such as {@code SNES/Super Famicom}. */
    private static boolean sharesAName(String wanted, String names, String separator) {
        Set<String> there = named(names, separator);
        return named(wanted, separator).stream().anyMatch(there::contains);
    }

    private static Set<String> named(String names, String separator) {
        return Stream.concat(Stream.of(names), Stream.of(names.split(separator, -1)))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }
}
