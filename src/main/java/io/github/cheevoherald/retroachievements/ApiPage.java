package io.github.cheevoherald.retroachievements;

import java.util.List;

/**
 * A page of a list of the second API.
 *
 * @param rows those that could be read
 * @param hasMore whether another page follows
 * @param total how many rows all pages have together; 0 where the site doesn't count them
 * @param skipped how many rows could not be read
 */
public record ApiPage<T>(List<T> rows, boolean hasMore, int total, int skipped) {

    public ApiPage {
        rows = List.copyOf(rows);
    }

    /** A page of a list that the site doesn't count. */
    public ApiPage(List<T> rows, boolean hasMore) {
        this(rows, hasMore, 0, 0);
    }

    /** All of a list as one page. */
    public static <T> ApiPage<T> whole(List<T> rows, int skipped) {
        return new ApiPage<>(rows, false, rows.size() + skipped, skipped);
    }
}
