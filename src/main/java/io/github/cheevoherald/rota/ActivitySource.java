package io.github.cheevoherald.rota;

import java.util.List;
import java.util.Optional;

/** Something that shows of many players in one request who did something: points, or later a date of last activity. */
@FunctionalInterface
public interface ActivitySource {

    /** Asks for the players from an offset on; empty when there was no usable answer. */
    Optional<Page> ask(int offset);

    /**
     * A part of all watched players, in an order that may change from page to page.
     *
     * @param total how many players there are in all
     */
    record Page(int total, List<Mark> marks) {
        public Page {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A player and a mark that changes when the player does something.
     *
     * @param state is compared with the one before, and means nothing else
     */
    record Mark(String ulid, String state) {}
}
