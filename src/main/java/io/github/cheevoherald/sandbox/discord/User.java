package io.github.cheevoherald.sandbox.discord;

/** A person, or the bot itself. */
record User(long id, String name, boolean bot) {}
