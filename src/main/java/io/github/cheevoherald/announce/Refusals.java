package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.SetAside;
import io.github.cheevoherald.resilience.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done about a message that Discord takes from nobody, for its form or for what it says: it is halved until the
 * unlock that is the matter stands alone, so that no other waits for it or shares its lot.
 */
final class Refusals {
    /** What a row keeps that was given up for its form. */
    static final String FORM = "FORM";

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Backoff NOW_AND_THEN = new Backoff(SetAside.LONGEST, SetAside.LONGEST);

    /** By then Discord has acted on a request, or never will. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(10);

    private final Outbox outbox;
    private final Composer composer;
    private final Clock discordClock;
    private final RandomGenerator random;

    Refusals(Outbox outbox, Composer composer, Clock discordClock, RandomGenerator random) {
        this.outbox = outbox;
        this.composer = composer;
        this.discordClock = discordClock;
        this.random = random;
    }

    /** For its form: what is the matter goes as plain text, and is given up when that is refused, too. */
    void form(OutboxEntry entry, String why, Instant now) {
        if (composer.split(entry)) {
            LOG.debug("Server {}: Discord refused a message, which will be split: {}", entry.guildId(), why);
        } else if (composer.madePlain(entry)) {
            LOG.warn(
                    "Server {}: Discord refused an announcement ({}); it goes out as plain text", entry.guildId(), why);
        } else {
            outbox.setAside().drop(entry.id(), FORM, why, now);
            LOG.error("Server {}: gave up on an announcement that Discord refused: {}", entry.guildId(), why);
        }
    }

    /** For what it says: what is the matter waits until the rule is another one, and is tried now and then. */
    void content(OutboxEntry entry, ContentRefused refused, Instant now) {
        String rule = refused.rule().name();
        if (mayBePosted(entry)) {
            // The rule may be younger than the first attempt: as it is, until that is known.
            outbox.setAside().add(entry.id(), rule, refused.why(), true, now.plus(UNDER_WAY));
        } else if (composer.split(entry)) {
            LOG.debug("Server {}: Discord refused a message, which will be split: {}", entry.guildId(), refused.why());
        } else {
            Instant next = now.plus(NOW_AND_THEN.after(1, random));
            outbox.setAside().add(entry.id(), rule, refused.why(), false, next);
            if (entry.refusedBy() == null) {
                LOG.warn(
                        "Server {}: Discord refused an announcement ({}); it will be retried every few hours",
                        entry.guildId(),
                        refused.why());
            }
        }
    }

    /** Whether an earlier attempt may be under way still; else the look that came before this one has found nothing. */
    private boolean mayBePosted(OutboxEntry entry) {
        Instant first = entry.firstTriedAt();
        return entry.state() == OutboxEntry.State.SENDING
                && first != null
                && !first.plus(UNDER_WAY).isBefore(discordClock.instant());
    }
}
