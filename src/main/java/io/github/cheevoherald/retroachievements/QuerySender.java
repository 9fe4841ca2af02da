package io.github.cheevoherald.retroachievements;

import java.util.function.Function;

/** Sends a request within the budget and reads its answer. */
interface QuerySender {
    <T> Outcome<T> send(ApiQuery query, Function<Reply.Json, Outcome<T>> reading);
}
