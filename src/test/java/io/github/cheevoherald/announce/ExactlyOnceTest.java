package io.github.cheevoherald.announce;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.cheevoherald.Apart;
import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.MigratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.Transformer;
import org.slf4j.LoggerFactory;

/**
 * From the poll to the channel as a state machine: whatever fails, at any step of the database or the network, and
 * whenever the process dies or the power fails, each unlock ends up exactly once in each channel that should have it.
 */
@Apart
final class ExactlyOnceTest {
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.github.cheevoherald");
    private static final Level USUAL = LOG.getLevel();

    @SuppressWarnings("NullAway.Init")
    private static FaultyDatabase store;

    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @BeforeContainer
    static void open() throws IOException {
        LOG.setLevel(Level.OFF);
        folder = Files.createTempDirectory("herald-model");
        store = new FaultyDatabase(
                "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db")), new MutableClock(ModelBench.START));
    }

    @AfterContainer
    static void close() throws IOException {
        LOG.setLevel(USUAL);
        store.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void eachUnlockIsPostedOnceInEachChannelWhateverFails(@ForAll("lives") ActionChain<ModelWorld> life) {
        life.run().comesToRest();
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    @Tag("long")
    void theSameForLong(@ForAll("lives") ActionChain<ModelWorld> life) {
        life.run().comesToRest();
    }

    @Example
    void aRefusalThatCouldNotBeStoredAtOnceIsStillKnown() {
        ModelWorld world = new ModelWorld(store);
        world.lonelyTwin(0);
        world.unlock(1, 1, true);
        world.poll(null);
        world.deliver(
                new ModelWorld.Step(FaultyDatabase.Fault.COMMITS_UNCONFIRMED, 11),
                List.of(FaultyDiscord.Fault.POWER_FAILS_BEFORE, FaultyDiscord.Fault.NONE, FaultyDiscord.Fault.CUT));
        world.deliver(null, List.of());
        world.unlock(1, 1, true);
        world.poll(null);
        world.deliver(
                null,
                List.of(FaultyDiscord.Fault.NONE, FaultyDiscord.Fault.THROTTLED, FaultyDiscord.Fault.MESSAGE_REFUSED));
        world.powerFails();
        world.channelGone(1);
        world.deliver(new ModelWorld.Step(FaultyDatabase.Fault.FAILS_FROM_HERE_ON, 28), List.of());
        world.poll(null);
        world.poll(null);
        world.unlock(1, 1, true);
        world.poll(null);
        world.deliver(
                new ModelWorld.Step(FaultyDatabase.Fault.FAILS_FROM_HERE_ON, 12),
                List.of(FaultyDiscord.Fault.CUT, FaultyDiscord.Fault.NONE, FaultyDiscord.Fault.CUT));
        world.feedToAnotherChannel(1, null);
        world.deliver(
                null,
                List.of(
                        FaultyDiscord.Fault.POWER_FAILS_AFTER,
                        FaultyDiscord.Fault.THROTTLED,
                        FaultyDiscord.Fault.CONTENT_REFUSED));
        world.deliver(null, List.of(FaultyDiscord.Fault.POWER_FAILS_AFTER, FaultyDiscord.Fault.DIES_BEFORE));
        world.comesToRest();
    }

    @Example
    void aRequestStillUnderWayIsGivenTimeBeforeTheOthersOfItsMessageGoInAnother() {
        ModelWorld world = new ModelWorld(store);
        world.burst(0, 6);
        world.burst(1, 6);
        world.poll(null);
        world.deliver(null, List.of(FaultyDiscord.Fault.HELD));
        world.restart(null);
        world.unregisters(1, 0, null);
        world.deliver(null, List.of());
        world.deliver(null, List.of());
        world.decide(true, false);
        world.comesToRest();
    }

    @Example
    void whatIsLeftOfAWithdrawnMessageMayGoWithLaterUnlocks() {
        ModelWorld world = new ModelWorld(store);
        world.burst(1, 22);
        world.unlock(0, 1, true);
        world.poll(null);
        world.deliver(new ModelWorld.Step(FaultyDatabase.Fault.FAILS, 12), List.of(FaultyDiscord.Fault.CUT));
        world.unregisters(1, 0, null);
        world.channelGone(1);
        world.restart(null);
        world.decide(false, true);
        world.unlock(1, 1, true);
        world.poll(null);
        world.deliver(null, List.of(FaultyDiscord.Fault.DIES_BEFORE));
        world.time(Duration.ofMinutes(1));
        world.comesToRest();
    }

    @Provide
    Arbitrary<ActionChain<ModelWorld>> lives() {
        return ActionChain.startWith(() -> new ModelWorld(store))
                .withAction(10, site())
                .withAction(12, mishap())
                .withAction(5, is("poll", ModelWorld::poll, steps(40)))
                .withAction(4, is("deliver", (world, any) -> world.deliver(null, List.of()), nothing()))
                .withAction(6, is("deliver with", (world, faults) -> world.deliver(null, faults), faults()))
                .withAction(4, is("deliver with", (world, step) -> world.deliver(step, List.of()), steps(30)))
                .withAction(4, bothFail())
                .withAction(1, is("sweep", ModelWorld::sweep, steps(60)))
                .withAction(1, is("release twins", ModelWorld::releaseEventCopies, steps(10)))
                .withAction(2, is("restart", ModelWorld::restart, steps(4)))
                .withAction(2, is("power fails", (world, any) -> world.powerFails(), nothing()))
                .withAction(4, is("time", ModelWorld::time, waits()))
                .withAction(4, decide())
                .withAction(5, server())
                .withAction(3, member())
                .withMaxTransformations(40);
    }

    private static <T> Action.Independent<ModelWorld> is(
            String name, BiConsumer<ModelWorld, T> action, Arbitrary<T> argument) {
        return () -> argument.map(with -> Transformer.mutate(name + " " + with, world -> action.accept(world, with)));
    }

    private static Arbitrary<Integer> nothing() {
        return Arbitraries.just(0);
    }

    private static Arbitrary<ModelWorld.Step> steps(int max) {
        return Combinators.combine(
                        Arbitraries.of(FaultyDatabase.Fault.class),
                        Arbitraries.integers().between(0, max))
                .as(ModelWorld.Step::new)
                .injectNull(0.4);
    }

    private static Arbitrary<List<FaultyDiscord.Fault>> faults() {
        return Arbitraries.of(FaultyDiscord.Fault.class).list().ofMinSize(1).ofMaxSize(3);
    }

    private static Arbitrary<Duration> waits() {
        return Arbitraries.of(
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofMinutes(1),
                Duration.ofMinutes(4),
                Duration.ofMinutes(61),
                Duration.ofHours(3));
    }

    private static Action.Independent<ModelWorld> bothFail() {
        return () -> Combinators.combine(steps(30), faults())
                .as((step, faults) -> Transformer.mutate(
                        "deliver with " + step + " and " + faults, world -> world.deliver(step, faults)));
    }

    private static Action.Independent<ModelWorld> member() {
        return () -> Combinators.combine(
                        Arbitraries.of("unregisters", "unregisters", "registers", "leaves", "is back"),
                        Arbitraries.of(1L, 1L, 2L),
                        Arbitraries.integers().between(0, 1),
                        steps(8))
                .as((what, server, player, step) ->
                        Transformer.mutate(player + " " + what + " in " + server + " " + step, world -> {
                            switch (what) {
                                case "unregisters" -> world.unregisters(server, player, step);
                                case "registers" -> world.registers(server, player, step);
                                case "leaves" -> world.leaves(server, player);
                                default -> world.isBack(server, player, step);
                            }
                        }));
    }

    /**
     * Combinations that rarely occur by chance: an announcement that goes wrong, and something that makes it hard to
     * fix.
     */
    private static Action.Independent<ModelWorld> mishap() {
        return () -> Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        steps(20),
                        faults(),
                        Arbitraries.of(
                                "nothing",
                                "talk",
                                "talk",
                                "move",
                                "a minute",
                                "restart",
                                "power",
                                "unregister",
                                "unregister twice"))
                .as((player, step, faults, then) -> Transformer.mutate(
                        "mishap of " + player + ": " + step + ", " + faults + ", then " + then, world -> {
                            world.unlock(player, 1, true);
                            world.poll(null);
                            world.deliver(step, faults);
                            switch (then) {
                                case "talk" -> world.othersTalk(1);
                                case "move" -> world.feedToAnotherChannel(1, null);
                                case "a minute" -> world.time(Duration.ofMinutes(1));
                                case "restart" -> world.restart(null);
                                case "power" -> world.powerFails();
                                case "unregister" -> world.unregisters(1, player, null);
                                case "unregister twice" -> {
                                    world.unregisters(1, player, null);
                                    world.registers(1, player, null);
                                    world.unregisters(1, player, null);
                                }
                                default -> {}
                            }
                        }));
    }

    private static Action.Independent<ModelWorld> decide() {
        return () -> Combinators.combine(Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((acts, said) -> Transformer.mutate(
                        "what is under way: done " + acts + ", said " + said, world -> world.decide(acts, said)));
    }

    private static Action.Independent<ModelWorld> site() {
        return () -> Combinators.combine(
                        Arbitraries.frequency(
                                net.jqwik.api.Tuple.of(8, "unlock"),
                                net.jqwik.api.Tuple.of(1, "late"),
                                net.jqwik.api.Tuple.of(1, "burst"),
                                net.jqwik.api.Tuple.of(1, "upgrade"),
                                net.jqwik.api.Tuple.of(1, "twins"),
                                net.jqwik.api.Tuple.of(1, "lonely twin"),
                                net.jqwik.api.Tuple.of(1, "original"),
                                net.jqwik.api.Tuple.of(1, "fails")),
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 120))
                .as((what, player, number) -> Transformer.mutate(
                        "site: " + what + " of " + player + " " + number,
                        world -> happens(world, what, player, number)));
    }

    private static void happens(ModelWorld world, String what, int player, int number) {
        switch (what) {
            case "unlock" -> world.unlock(player, number, number % 3 > 0);
            case "late" -> world.lateUnlock(player, 1 + number);
            case "burst" -> world.burst(player, 3 + number / 4);
            case "upgrade" -> world.upgrade(player);
            case "twins" -> world.twins(player);
            case "lonely twin" -> world.lonelyTwin(player);
            case "original" -> world.original(player);
            default -> world.siteFails(player, number % 2 == 0);
        }
    }

    private static Action.Independent<ModelWorld> server() {
        return () -> Combinators.combine(
                        Arbitraries.of(
                                "move",
                                "off",
                                "on",
                                "rights",
                                "rights",
                                "rights back",
                                "gone",
                                "talk",
                                "delete",
                                "allow"),
                        Arbitraries.of(1L, 1L, 2L),
                        Arbitraries.of(FaultyDiscord.Rights.class),
                        steps(8))
                .as((what, server, rights, step) ->
                        Transformer.mutate("server " + server + ": " + what + " " + rights + " " + step, world -> {
                            switch (what) {
                                case "move" -> world.feedToAnotherChannel(server, step);
                                case "off" -> world.feedOff(server, step);
                                case "on" -> world.feedHere(server, step);
                                case "rights" -> world.rights(server, rights);
                                case "rights back" -> world.rights(server, FaultyDiscord.Rights.ALL);
                                case "gone" -> world.channelGone(server);
                                case "delete" -> world.moderatorDeletes(server);
                                case "allow" -> world.everythingIsAllowed();
                                default -> world.othersTalk(server);
                            }
                        }));
    }
}
