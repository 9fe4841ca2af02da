package io.github.cheevoherald.sandbox.discord;

/** Answers one kind of request while holding the state's lock. */
interface Endpoint {
    RestAnswer answer(Request request);
}
