package io.github.cheevoherald.commands;

import java.util.List;

/** One page of a list. */
record Slice<T>(List<T> rows, int page, int pages, boolean hasNext) {

    Slice {
        rows = List.copyOf(rows);
    }

    /** Of a list that is at hand as a whole; a page behind the last is the last. */
    static <T> Slice<T> of(List<T> all, int page, int perPage) {
        int pages = Math.max(1, pages(all.size(), perPage));
        int shown = Math.min(page, pages - 1);
        int from = shown * perPage;
        return new Slice<>(all.subList(from, Math.min(from + perPage, all.size())), shown, pages, shown + 1 < pages);
    }

    /** Of a list of which only the page is at hand; the site's total may lag behind what is really there. */
    static <T> Slice<T> of(List<T> rows, int page, int perPage, int total, boolean hasNext) {
        return new Slice<>(rows, page, Math.max(pages(total, perPage), page + (hasNext ? 2 : 1)), hasNext);
    }

    private static int pages(int rows, int perPage) {
        return (rows + perPage - 1) / perPage;
    }
}
