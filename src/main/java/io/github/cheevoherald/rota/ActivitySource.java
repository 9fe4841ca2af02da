package io.github.cheevoherald.rota;

import java.util.List;
import java.util.Optional;

/** Shows with one request which of many players were active, by their points for example. */
@FunctionalInterface
public interface ActivitySource {

    /** Requests the players from an offset on; empty if there was no usable answer. */
    Optional<Page> ask(int offset);

    /**
     * Part of the list of players, whose order may change between two pages.
     *
     * @param total the number of players in the whole list
     */
    record Page(int total, List<Mark> marks) {
        public Page {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A player and a mark that changes when they are active.
     *
     * @param state compared with the previous one, and otherwise without meaning
     */
    record Mark(String ulid, String state) {}
}
