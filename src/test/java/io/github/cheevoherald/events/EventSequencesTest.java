package io.github.cheevoherald.events;

import io.github.cheevoherald.Apart;
import java.io.IOException;
import java.nio.file.Files;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Events that begin, end, hide and come back in any order, while the kind is turned on and off, the second API fails or
 * lists nothing, and the bot restarts: what begins is announced once, and nothing that ran before.
 */
@Apart
final class EventSequencesTest {
    @Property(tries = 40)
    void whatBeginsIsAnnouncedOnceAndNothingThatRanBefore(@ForAll long seed) throws IOException {
        try (EventsLife life = new EventsLife(seed, Files.createTempDirectory("events"))) {
            life.run();
        }
    }
}
