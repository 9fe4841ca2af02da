package io.github.cheevoherald.rota;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Players who are looked at again one after the other, a few at a time. Who no longer belongs here falls out then. */
final class Round {
    private final List<Turn> turns = new ArrayList<>();
    private int next;

    void add(Turn turn) {
        turns.add(turn);
    }

    /** Looks at so many, at each at most once. */
    void look(int count, Predicate<Turn> belongs, Consumer<Turn> each) {
        for (int i = Math.min(count, turns.size()); i > 0; i--) {
            next = next >= turns.size() ? 0 : next;
            Turn turn = turns.get(next);
            if (belongs.test(turn)) {
                next++;
                each.accept(turn);
            } else {
                // The last takes the place: a list gives up an element in its middle at a price.
                Turn last = turns.remove(turns.size() - 1);
                if (next < turns.size()) {
                    turns.set(next, last);
                }
            }
        }
    }
}
