package io.github.cheevoherald.commands;

import java.util.List;

/** One page of a list that is at hand as a whole; a page behind the last is the last. */
record Slice<T>(List<T> rows, int page, int pages) {

    Slice {
        rows = List.copyOf(rows);
    }

    static <T> Slice<T> of(List<T> all, int page, int perPage) {
        int pages = Math.max(1, (all.size() + perPage - 1) / perPage);
        int shown = Math.min(page, pages - 1);
        int from = shown * perPage;
        return new Slice<>(all.subList(from, Math.min(from + perPage, all.size())), shown, pages);
    }

    boolean hasNext() {
        return page + 1 < pages;
    }
}
