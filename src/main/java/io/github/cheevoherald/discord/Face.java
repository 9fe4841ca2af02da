package io.github.cheevoherald.discord;

import org.jspecify.annotations.Nullable;

/**
 * A change of the bot's name and picture in a server; null leaves either as it is.
 *
 * @param nickname empty for the bot's own name
 * @param pictureUrl where the picture is; empty for the bot's own picture
 */
public record Face(@Nullable String nickname, @Nullable String pictureUrl) {}
