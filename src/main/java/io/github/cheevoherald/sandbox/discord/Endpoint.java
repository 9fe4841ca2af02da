package io.github.cheevoherald.sandbox.discord;

/** Answers one kind of request, under the state's lock. */
interface Endpoint {
    RestAnswer answer(Request request);
}
