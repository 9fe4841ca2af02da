package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** One message and the part of an announcement that it announces. */
record Rendered(Announcement announcement, MessageCreateData message) {}
