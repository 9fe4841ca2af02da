package io.github.cheevoherald.retroachievements;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The result of a question to RetroAchievements. Nothing that the network or the site does is thrown. */
public sealed interface Outcome<T> {

    /** The site returned what was asked for. */
    record Found<T>(T value) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.found().apply(this);
        }
    }

    /** The site answered that it has no such thing. */
    record Missing<T>(Thing thing) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.missing().apply(this);
        }
    }

    /** The site refused the key (401), or refused it recently and isn't being asked again yet. */
    record RefusedKey<T>() implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.refusedKey().apply(this);
        }
    }

    /** Too many requests: {@code by} names the limit that was reached, {@code delay} how long to wait. */
    record Throttled<T>(By by, Duration delay) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.throttled().apply(this);
        }
    }

    /** No usable connection, a server error, maintenance, or a pause that we take after such failures. */
    record Unavailable<T>(String reason) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.unavailable().apply(this);
        }
    }

    /** The site is up but declines to answer this question (403), for the reason it gives. */
    record Forbidden<T>(String reason) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.forbidden().apply(this);
        }
    }

    /** The site's answer can't be understood. Never to be treated as an empty answer. */
    record Malformed<T>(String reason) implements Outcome<T> {
        @Override
        public <R> R fold(Cases<T, R> cases) {
            return cases.malformed().apply(this);
        }
    }

    /** What can be missing. */
    enum Thing {
        PLAYER,
        ACHIEVEMENT,
        GAME,
        TICKET
    }

    /** The limit that a request ran into. */
    enum By {
        /** RetroAchievements' own (429). */
        SITE,
        /** The share of our request budget that people's questions may take. */
        PEOPLES_SHARE,
        /** The number of requests that one member may cause in a minute. */
        MEMBER_ALLOWANCE,
        /** What people and polls leave of our request budget. */
        SPARE_REQUESTS
    }

    /** One function for each case, so that a new case doesn't compile until every caller has decided about it. */
    record Cases<T, R>(
            Function<? super Found<T>, ? extends R> found,
            Function<? super Missing<T>, ? extends R> missing,
            Function<? super RefusedKey<T>, ? extends R> refusedKey,
            Function<? super Throttled<T>, ? extends R> throttled,
            Function<? super Unavailable<T>, ? extends R> unavailable,
            Function<? super Forbidden<T>, ? extends R> forbidden,
            Function<? super Malformed<T>, ? extends R> malformed) {}

    /** Applies the function for this case. */
    <R> R fold(Cases<T, R> cases);

    /** Goes on with the value if there is one; any other outcome is the outcome of the whole. */
    @SuppressWarnings("unchecked") // without a value there is nothing of the type
    default <R> Outcome<R> flatMap(Function<? super T, ? extends Outcome<R>> next) {
        return this instanceof Found<T> found ? next.apply(found.value()) : (Outcome<R>) this;
    }

    /** Changes the value if there is one; any other outcome stays the same. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return flatMap(value -> new Found<>(change.apply(value)));
    }

    /** The value, if the site returned one. */
    default Optional<T> found() {
        return this instanceof Found<T> found ? Optional.of(found.value()) : Optional.empty();
    }

    /** Whether the site answered the question, even if only to say that there is no such thing. */
    default boolean isAnswered() {
        return this instanceof Found || this instanceof Missing;
    }

    /** Whether the question ran into this limit. */
    default boolean isThrottledBy(By limit) {
        return this instanceof Throttled<T> throttled && throttled.by() == limit;
    }
}
