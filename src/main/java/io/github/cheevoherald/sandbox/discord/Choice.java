package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** A suggestion for an option: what is shown, and what is sent when it is taken. */
public record Choice(String name, JsonNode value) {}
