package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the site shows, hides, delays or refuses, in any order: nothing is announced twice and nothing is lost. */
@Apart
final class PollSequencesTest {
    @SuppressWarnings("NullAway.Init")
    private static PollBench bench;

    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeContainer
    static void open() throws IOException {
        folder = Files.createTempDirectory("herald-sequences");
        bench = new PollBench(folder, "?synchronous=OFF");
    }

    @AfterContainer
    static void close() throws IOException {
        bench.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** An event: {@code a} and {@code b} choose what it affects and how much. */
    record Step(PollWorld.Event event, int a, int b) {}

    @Provide
    Arbitrary<List<Step>> sequences() {
        Arbitrary<PollWorld.Event> events = Arbitraries.frequencyOf(
                Tuple.of(60, Arbitraries.of(PollWorld.Event.COMMON)),
                Tuple.of(20, Arbitraries.of(PollWorld.Event.RARE)),
                Tuple.of(1, Arbitraries.of(PollWorld.Event.COSTLY)));
        return Combinators.combine(
                        events,
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, 9))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void nothingIsAnnouncedTwiceOrTooEarlyOrNever(@ForAll("sequences") List<Step> sequence) {
        PollWorld world = new PollWorld(bench);

        for (Step step : sequence) {
            world.happens(step.event(), step.a(), step.b());
        }
        world.comesToRest();

        for (long server : PollWorld.SERVERS) {
            assertThat(world.announced(server)).doesNotHaveDuplicates();
            assertThat(world.announced(server)).containsAll(world.owed(server));
        }
        assertThat(world.wrongs()).isEmpty();
    }
}
