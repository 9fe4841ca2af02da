package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.RefusedEntries;
import io.github.cheevoherald.resilience.Backoff;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a message that Discord refuses for its form or for what it says, whoever sends it: the message is halved until
 * the item at fault stands alone, so that no other item waits for it or is lost with it.
 */
final class RefusedMessages {
    /** Stands in a row that was dropped for its form. */
    static final String FORM = "FORM";

    private static final Logger LOG = LoggerFactory.getLogger(RefusedMessages.class);
    private static final Backoff NOW_AND_THEN = new Backoff(RefusedEntries.MAX_DELAY, RefusedEntries.MAX_DELAY);

    private final Outbox outbox;
    private final Composer composer;
    private final Clock discordClock;
    private final RandomGenerator random;

    RefusedMessages(Outbox outbox, Composer composer, Clock discordClock, RandomGenerator random) {
        this.outbox = outbox;
        this.composer = composer;
        this.discordClock = discordClock;
        this.random = random;
    }

    /** For its form: an item at fault goes out as plain text, and is dropped when that is refused, too. */
    void form(OutboxEntry entry, String why, Instant now) {
        if (composer.split(entry)) {
            LOG.debug("Server {}: Discord refused a message, which will be split: {}", entry.guildId(), why);
        } else if (composer.makePlain(entry)) {
            LOG.warn(
                    "Server {}: Discord refused the announcement of {} ({}); it goes out as plain text",
                    entry.guildId(),
                    FeedRefusals.named(entry),
                    why);
        } else {
            outbox.refused().drop(entry.id(), FORM, why, now);
            LOG.error(
                    "Server {}: gave up on the announcement of {}, which Discord refused: {}",
                    entry.guildId(),
                    FeedRefusals.named(entry),
                    why);
        }
    }

    /** For what it says: an item at fault is kept in case the rule changes, and tried now and then. */
    void content(OutboxEntry entry, ContentRefused refused, Instant now) {
        String rule = refused.rule().name();
        if (mayBePosted(entry)) {
            // The rule may be younger than the first attempt: the message stays as it is until that is known.
            outbox.refused().add(entry.id(), rule, refused.why(), true, now, now.plus(Outbox.UNDER_WAY));
        } else if (composer.split(entry)) {
            LOG.debug("Server {}: Discord refused a message, which will be split: {}", entry.guildId(), refused.why());
        } else {
            Instant next = now.plus(NOW_AND_THEN.after(1, random));
            outbox.refused().add(entry.id(), rule, refused.why(), false, now, next);
            if (entry.refusedBy() == null) {
                LOG.warn(
                        "Server {}: Discord refused the announcement of {} ({}); it will be retried every few hours",
                        entry.guildId(),
                        FeedRefusals.named(entry),
                        refused.why());
            }
        }
    }

    /** Whether an earlier attempt may still be under way; if not, the search before this attempt has found nothing. */
    private boolean mayBePosted(OutboxEntry entry) {
        Instant first = entry.firstTriedAt();
        return entry.state() == OutboxEntry.State.SENDING
                && first != null
                && !first.plus(Outbox.UNDER_WAY).isBefore(discordClock.instant());
    }
}
