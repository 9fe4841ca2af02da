package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;

/** A suggestion for an option: the name shown, and the value sent if it's chosen. */
public record Choice(String name, JsonNode value) {}
