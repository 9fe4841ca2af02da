package io.github.cheevoherald.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.cheevoherald.Lines;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LastWordsTest {
    private final AtomicInteger ends = new AtomicInteger();
    private final LastWords words = new LastWords(ends::incrementAndGet);
    private final Lines lines = new Lines();

    @AfterEach
    void close() {
        lines.close();
    }

    private static Stream<Error> errors() {
        return Stream.of(
                new NoClassDefFoundError("io/github/cheevoherald/Anything"),
                new NoSuchMethodError("anything()"),
                new ExceptionInInitializerError(new IllegalStateException("a resource is gone")),
                new OutOfMemoryError("Java heap space"),
                new InternalError("a fault in a memory access"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void endsTheProcessInWordsOnce(Error error) {
        words.uncaughtException(Thread.currentThread(), error);
        words.uncaughtException(Thread.currentThread(), error);

        await().until(() -> ends.get() == 1);
        assertThat(lines.worseThanInfo())
                .singleElement()
                .asString()
                .startsWith("ERROR The bot is stopping because ")
                .contains(error.toString())
                .endsWith("Start it again");
    }

    @Test
    void logsThatTheProgramFileWasReplaced() {
        words.uncaughtException(Thread.currentThread(), new NoClassDefFoundError("io/github/cheevoherald/Anything"));

        assertThat(lines.worseThanInfo())
                .containsExactly("ERROR The bot is stopping because a part of it can't be loaded"
                        + " (java.lang.NoClassDefFoundError: io/github/cheevoherald/Anything): its jar was"
                        + " replaced while it ran, or is damaged. Start it again");
    }

    @Test
    void anErrorInOnePieceOfWorkIsLoggedOnceAndEndsNothing() {
        Thread thread = new Thread(() -> {}, "delivery");
        for (int i = 0; i < 3; i++) {
            words.uncaughtException(thread, new StackOverflowError());
            words.uncaughtException(thread, new AssertionError("a fault of ours"));
        }

        assertThat(lines.worseThanInfo())
                .containsExactly(
                        "ERROR The thread \"delivery\" failed; the others go on: java.lang.StackOverflowError",
                        "ERROR The thread \"delivery\" failed; the others go on:"
                                + " java.lang.AssertionError: a fault of ours");
        assertThat(ends).hasValue(0);
    }
}
