package io.github.cheevoherald.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that a misspelled one probably stands for. */
final class NearMiss {
    /** Up to two edits are a typing error; with three it is a different name. */
    private static final int SLIPS = 2;

    private NearMiss() {}

    /** The closest name, if one is close enough, or the only one that ends with the given name. */
    static Optional<String> of(String given, Collection<String> names, char separator) {
        Optional<String> closest = names.stream().min(Comparator.comparingInt(name -> distance(given, name)));
        if (closest.isPresent() && distance(given, closest.get()) <= SLIPS) {
            return closest;
        }
        var sameEnd = names.stream()
                .filter(name -> name.endsWith(separator + given.substring(given.lastIndexOf(separator) + 1)))
                .toList();
        return sameEnd.size() == 1 ? Optional.of(sameEnd.get(0)) : Optional.empty();
    }

    /** The edit distance: how many letters to insert, delete or replace. */
    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(replaced, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[other.length()];
    }
}
