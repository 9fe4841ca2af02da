package io.github.cheevoherald.sets;

import io.github.cheevoherald.Apart;
import java.io.IOException;
import java.nio.file.Files;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Claims and versions in any order, on pages that shift while they are read, fail or are empty, for a moment or for hours,
 * with restarts and a store that fails at any step: each work is announced once, each addition to a set is announced once,
 * and nothing from before the kind was turned on or before a player registered.
 */
@Apart
final class SetSequencesTest {
    @Property(tries = 15)
    void eachWorkAndEachAdditionIsAnnouncedOnce(@ForAll long seed) throws IOException {
        try (SetsLife life = SetsLife.troubled(seed, Files.createTempDirectory("sets"))) {
            life.run();
        }
    }

    private static void quiet(long seed) throws IOException {
        try (SetsLife life = SetsLife.quiet(seed, Files.createTempDirectory("sets"))) {
            life.run();
        }
    }

    /** In this life the lists are so long that reading them takes every request of every hour. */
    @Example
    void longListsLeaveRequestsForWhatWasAdded() throws IOException {
        quiet(-24);
    }

    /** In this life four questions about one set fail, with answers to others in between. */
    @Example
    void whatWasAddedIsToldAfterSeveralFailures() throws IOException {
        quiet(20);
    }

    /** In this life a set has five newer versions when one of it is compared at last. */
    @Example
    void whatWasAddedIsToldHoweverManyVersionsFollowed() throws IOException {
        quiet(-491884936);
    }
}
