package io.github.cheevoherald.retroachievements;

import java.util.List;

/**
 * A page of a list of the second API.
 *
 * @param rows those that could be read
 * @param hasMore whether another page follows
 */
public record ApiPage<T>(List<T> rows, boolean hasMore) {

    public ApiPage {
        rows = List.copyOf(rows);
    }
}
