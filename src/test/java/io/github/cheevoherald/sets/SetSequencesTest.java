package io.github.cheevoherald.sets;

import java.io.IOException;
import java.nio.file.Files;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Claims and versions in any order, on pages that shift while they are read and fail now and then, with restarts: each
 * work is announced once, each addition to a set is announced once, and nothing from before the kind was turned on.
 */
final class SetSequencesTest {
    @Property(tries = 12)
    void eachWorkAndEachAdditionIsAnnouncedOnce(@ForAll long seed) throws IOException {
        try (SetsLife life = new SetsLife(seed, Files.createTempDirectory("sets"))) {
            life.run();
        }
    }

    /** In this life the lists are so long that reading them takes every request of every hour. */
    @Example
    void longListsLeaveRequestsForWhatWasAdded() throws IOException {
        eachWorkAndEachAdditionIsAnnouncedOnce(-24);
    }

    /** In this life four questions about one set fail, with answers to others in between. */
    @Example
    void whatWasAddedIsToldAfterSeveralFailures() throws IOException {
        eachWorkAndEachAdditionIsAnnouncedOnce(20);
    }

    /** In this life a set has five newer versions when one of it is compared at last. */
    @Example
    void whatWasAddedIsToldHoweverManyVersionsFollowed() throws IOException {
        eachWorkAndEachAdditionIsAnnouncedOnce(-491884936);
    }
}
