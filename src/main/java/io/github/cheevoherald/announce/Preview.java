package io.github.cheevoherald.announce;

import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** How an announcement looks today, and whether it is only an example. */
public record Preview(MessageCreateData message, boolean isExample) {}
