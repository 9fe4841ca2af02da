package io.github.cheevoherald.sets;

import io.github.cheevoherald.resilience.HourlyAllowance;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of the site that grows at its top, from there down to what is known. If a request fails or the allowance is
 * used up, the next call goes on from that page: rows that came meanwhile have moved the others down. Where the site
 * counts fewer rows than before, it begins anew.
 */
final class ListWalk<T> {
    private final IntFunction<Outcome<ApiPage<T>>> pages;
    private final HourlyAllowance allowance;
    private final Clock siteClock;
    private final List<T> rows = new ArrayList<>();
    private int page = 1;
    private int total;
    private @Nullable Instant begunAt;

    ListWalk(IntFunction<Outcome<ApiPage<T>>> pages, HourlyAllowance allowance, Clock siteClock) {
        this.pages = pages;
        this.allowance = allowance;
        this.siteClock = siteClock;
    }

    /**
     * Every row down to a known one, and perhaps some below it.
     *
     * @param begunAt when the top was read, by the site's clock: rows that came later aren't among them
     */
    record Walked<T>(List<T> rows, Instant begunAt) {}

    /** Reads on; empty if it takes another call to reach a known row or the list's last one. */
    Optional<Walked<T>> on(Predicate<T> isKnown) {
        while (allowance.take()) {
            Instant begun = begunAt == null ? siteClock.instant() : begunAt;
            ApiPage<T> read = pages.apply(page).found().orElse(null);
            if (read == null) {
                return Optional.empty();
            }
            if (read.rows().isEmpty() && !read.hasMore()) {
                // A site's lists are never empty, and a page that was promised isn't either, so that isn't an answer.
                startAnew();
                return Optional.empty();
            }
            if (read.total() > 0 && read.total() < total) {
                // Some were removed, so the others moved up, perhaps to a page that was read before.
                startAnew();
                continue;
            }
            total = read.total();
            begunAt = begun;
            rows.addAll(read.rows());
            if (!read.hasMore() || read.rows().stream().anyMatch(isKnown)) {
                Walked<T> walked = new Walked<>(List.copyOf(rows), begun);
                startAnew();
                return Optional.of(walked);
            }
            page++;
        }
        return Optional.empty();
    }

    /** Forgets what was read. */
    void startAnew() {
        rows.clear();
        page = 1;
        total = 0;
        begunAt = null;
    }
}
