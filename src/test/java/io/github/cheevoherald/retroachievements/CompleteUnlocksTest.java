package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CompleteUnlocksTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    private static final CompleteUnlocks.Limit NONE = (continuations, next) -> false;

    private final List<RecentUnlock> all = new ArrayList<>();
    private final List<Instant> requested = new ArrayList<>();

    @Test
    void anAnswerBelowTheMaximumIsComplete() {
        unlocks(1, 499, 1);

        CompleteUnlocks complete = complete(NONE);

        assertThat(complete.unlocks()).isEqualTo(all);
        assertThat(complete.isCut()).isFalse();
        assertThat(requested).isEmpty();
    }

    @Test
    void aFullAnswerHoldsTheOldestSoTheRestIsRequestedFromItsNewestDate() {
        unlocks(1, 1_200, 1);

        CompleteUnlocks complete = complete(NONE);

        assertThat(complete.unlocks()).containsExactlyElementsOf(all);
        assertThat(complete.isCut()).isFalse();
        assertThat(requested).containsExactly(START.plusSeconds(500), START.plusSeconds(999));
    }

    @Test
    void anAnswerOfExactlyTheMaximumCountsAsFull() {
        unlocks(1, 500, 1);

        assertThat(complete(NONE).unlocks()).hasSize(500);
        assertThat(requested).containsExactly(START.plusSeconds(500));
    }

    @Test
    void theOrderOfTheFirstAnswerDoesNotMatter() {
        unlocks(1, 600, 1);
        List<RecentUnlock> newestFirst = new ArrayList<>(from(START));
        newestFirst.sort(Comparator.comparing(RecentUnlock::date).reversed());

        CompleteUnlocks complete =
                CompleteUnlocks.after(newestFirst, NONE, this::answer).found().orElseThrow();

        assertThat(complete.unlocks()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void getsPastASecondThatFillsAnAnswer() {
        unlocks(1, 700, 0);
        all.add(unlock(5_000, START.plusSeconds(60), true));

        assertThat(complete(NONE).unlocks())
                .hasSize(501)
                .extracting(RecentUnlock::achievementId)
                .contains(5_000L);
        assertThat(requested).containsExactly(START, START.plusSeconds(1));
    }

    @Test
    void bothModesOfOneSecondAreKept() {
        unlocks(1, 500, 1);
        all.add(unlock(500, START.plusSeconds(500), false));

        assertThat(complete(NONE).unlocks()).hasSize(501);
    }

    @Test
    void stopsWhereTheLimitSays() {
        unlocks(1, 5_000, 1);

        CompleteUnlocks complete = complete((continuations, next) -> continuations >= 2);

        assertThat(complete.isCut()).isTrue();
        assertThat(requested).hasSize(2);
        assertThat(complete.unlocks()).hasSize(500 + 499 + 499);
    }

    @Test
    void oneMissingAnswerMakesTheWholeMissing() {
        unlocks(1, 1_200, 1);

        Outcome<CompleteUnlocks> outcome = CompleteUnlocks.after(
                from(START), NONE, date -> requested.isEmpty() ? answer(date) : new Outcome.Unavailable<>("no more"));

        assertThat(outcome).isEqualTo(new Outcome.Unavailable<>("no more"));
    }

    private CompleteUnlocks complete(CompleteUnlocks.Limit limit) {
        return CompleteUnlocks.after(from(START), limit, this::answer).found().orElseThrow();
    }

    private Outcome<List<RecentUnlock>> answer(Instant date) {
        requested.add(date);
        return new Outcome.Found<>(from(date));
    }

    private List<RecentUnlock> from(Instant date) {
        return all.stream()
                .filter(unlock -> !unlock.date().isBefore(date))
                .limit(500)
                .toList();
    }

    private void unlocks(int first, int count, int secondsApart) {
        IntStream.range(first, first + count)
                .forEach(id -> all.add(unlock(id, START.plusSeconds((long) id * secondsApart), true)));
    }

    private static RecentUnlock unlock(long id, Instant date, boolean hardcore) {
        return new RecentUnlock(date, hardcore, id, "Title", "", "", 5, 7, null, "Game", 1, "NES");
    }
}
