package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Filter;
import io.github.cheevoherald.outbox.FilterProperty;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that are added to a filter; null leaves one as it is.
 *
 * @param clear whether all earlier conditions go first
 * @param minimumPoints 0 for any
 * @param maximumRarity a percentage; 100 for any
 * @param leaveOut names of games and consoles, and games' numbers after a {@code #}
 */
public record FilterChange(
        boolean clear,
        @Nullable Integer minimumPoints,
        @Nullable Double maximumRarity,
        @Nullable Boolean hardcoreOnly,
        List<String> leaveOut) {
    /** How many games and consoles can be left out of a kind. */
    public static final int MAX_LEFT_OUT = 25;

    public FilterChange {
        leaveOut = List.copyOf(leaveOut);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return !clear && properties().isEmpty();
    }

    Set<FilterProperty> properties() {
        Set<FilterProperty> properties = EnumSet.noneOf(FilterProperty.class);
        if (minimumPoints != null) {
            properties.add(FilterProperty.POINTS);
        }
        if (maximumRarity != null) {
            properties.add(FilterProperty.RARITY);
        }
        if (hardcoreOnly != null) {
            properties.add(FilterProperty.HARDCORE);
        }
        if (!leaveOut.isEmpty()) {
            properties.add(FilterProperty.GAME);
        }
        return properties;
    }

    /** The filter with those of the conditions that concern a property of its kind. */
    Filter applyTo(Filter before, Set<FilterProperty> ofKind) {
        Filter old = clear ? Filter.NONE : before;
        Integer points = ofKind.contains(FilterProperty.POINTS) ? minimumPoints : null;
        Double rarity = ofKind.contains(FilterProperty.RARITY) ? maximumRarity : null;
        Boolean hardcore = ofKind.contains(FilterProperty.HARDCORE) ? hardcoreOnly : null;
        return new Filter(
                points == null ? old.minimumPoints() : (points > 0 ? points : null),
                rarity == null ? old.maximumRarity() : (rarity < 100 ? rarity : null),
                hardcore == null ? old.hardcoreOnly() : hardcore,
                ofKind.contains(FilterProperty.GAME) ? leftOut(old.leftOut()) : old.leftOut());
    }

    private List<String> leftOut(List<String> before) {
        List<String> all = new ArrayList<>(before);
        for (String name : leaveOut) {
            if (all.stream().noneMatch(one -> one.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))) {
                all.add(name);
            }
        }
        return all;
    }

    /** Whether a kind would leave out more games and consoles than it can. */
    boolean isTooMuchFor(Filter before) {
        List<String> old = clear ? List.of() : before.leftOut();
        List<String> all = leftOut(old);
        return all.size() > MAX_LEFT_OUT && all.size() > old.size();
    }
}
