package io.github.cheevoherald.sandbox.discord;

/** Answers one kind of request, under the state's lock. */
interface Endpoint {
    Answer answer(Request request);
}
