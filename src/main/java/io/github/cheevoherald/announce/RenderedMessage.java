package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.MessageForm;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** One message, the part of an announcement that it announces, and how it is drawn. */
public record RenderedMessage(Announcement announcement, MessageCreateData message, MessageForm form) {}
