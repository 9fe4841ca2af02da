package io.github.cheevoherald.rota;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A list of players with their points, last active first, of which one request shows a part. */
@FunctionalInterface
public interface ActivitySource {

    /** Requests the players from an offset on; empty if there was no usable answer. */
    Optional<Page> ask(int offset);

    /**
     * Part of the list of players, whose order may change between two pages.
     *
     * @param total the number of players in the whole list; if that isn't known, any number beyond this page
     */
    record Page(int total, List<Mark> marks) {
        public Page {
            marks = List.copyOf(marks);
        }
    }

    /**
     * A player's line in the list.
     *
     * @param lastActiveAt by the site's clock, if the list has it; may be newer than the player's place in the list
     */
    record Mark(String ulid, Points points, @Nullable Instant lastActiveAt) {
        /** A line of a list without times. */
        public Mark(String ulid, Points points) {
            this(ulid, points, null);
        }
    }
}
