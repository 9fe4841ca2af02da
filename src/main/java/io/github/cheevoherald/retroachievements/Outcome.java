package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.function.Function;

/**
 * What became of a question to RetroAchievements. Nothing that the network or the site does is thrown.
 *
 * @param <T> what is asked for
 */
public sealed interface Outcome<T> {

    /** The site answered with what was asked for. */
    record Found<T>(T value) implements Outcome<T> {}

    /** The site answered that it has no such thing. */
    record Missing<T>(Thing thing) implements Outcome<T> {}

    /** The site refused the key (401), or refused it lately and is not asked again yet. */
    record RefusedKey<T>() implements Outcome<T> {}

    /** Too many questions: {@code by} says by whose count, {@code delay} how long to wait. */
    record Throttled<T>(By by, Duration delay) implements Outcome<T> {}

    /** No usable connection, a server error, maintenance, or the site is being left alone after such failures. */
    record Unavailable<T>(String reason) implements Outcome<T> {}

    /** The site works and will not answer this question (403), for the reason that it gives. */
    record Forbidden<T>(String reason) implements Outcome<T> {}

    /** An answer arrived, but not one that can be understood; never to be read as "nothing". */
    record Malformed<T>(String reason) implements Outcome<T> {}

    /** What can be missing. */
    enum Thing {
        PLAYER,
        ACHIEVEMENT,
        GAME,
        TICKET
    }

    /** Who said that it is too much. */
    enum By {
        /** RetroAchievements itself (429). */
        SITE,
        /** Our own share of the request budget that people's questions may take. */
        PEOPLES_SHARE,
        /** The number of questions that one member may cause in a minute. */
        MEMBER_ALLOWANCE
    }

    /** The same outcome with the value, if there is one, turned into another. */
    @SuppressWarnings("unchecked") // the other outcomes hold no T
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return this instanceof Found<T> found ? new Found<>(change.apply(found.value())) : (Outcome<R>) this;
    }
}
