package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Keeps lists and summaries from flooding a channel. News of a few unlocks are never held up. */
final class Pace {
    private static final int MOST = 5;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Outbox outbox;

    Pace(Outbox outbox) {
        this.outbox = outbox;
    }

    /** When the message may go: now, or when the fifth last one is a minute old. */
    Instant next(OutboxEntry entry, Instant now) {
        if (!isList(entry)) {
            return now;
        }
        List<Instant> sent = outbox.sentSince(entry.guildId(), now.minus(MINUTE));
        return sent.size() < MOST ? now : sent.get(sent.size() - MOST).plus(MINUTE);
    }

    private static boolean isList(OutboxEntry entry) {
        String content = entry.content();
        return content != null
                && MessageJson.read(content).getEmbeds().stream()
                        .map(MessageEmbed::getUrl)
                        .allMatch(url -> url == null);
    }
}
