package io.github.cheevoherald.commands;

import java.util.List;

/** One page of a list. */
record Slice<T>(List<T> rows, int page, int pages, boolean hasNext) {

    Slice {
        rows = List.copyOf(rows);
    }

    /** Cuts a page from a complete list; a page after the last one is the last one. */
    static <T> Slice<T> of(List<T> all, int page, int perPage) {
        int pages = Math.max(1, pages(all.size(), perPage));
        int shown = Math.min(page, pages - 1);
        int from = shown * perPage;
        return new Slice<>(all.subList(from, Math.min(from + perPage, all.size())), shown, pages, shown + 1 < pages);
    }

    /** Wraps one page of a list whose other pages we don't have; the site's total may lag behind. */
    static <T> Slice<T> of(List<T> rows, int page, int perPage, int total, boolean hasNext) {
        return new Slice<>(rows, page, Math.max(pages(total, perPage), page + (hasNext ? 2 : 1)), hasNext);
    }

    private static int pages(int rows, int perPage) {
        return (rows + perPage - 1) / perPage;
    }
}
