package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Logs once that Discord takes no messages and once that it does again. One server that fails while others hear is a
 * line of its own, also if only one of its feeds fails; Discord is to blame when several servers fail, or when nobody's
 * messages go through.
 */
final class SendOutages {
    /** A failing server is tried at least every minute. One that isn't any more has nothing to send. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    /** Servers that began to fail within this time fail for one reason. */
    private static final Duration TOGETHER = Duration.ofMinutes(5);

    private final Logger log;
    private final Map<FeedKey, Spell> spells = new HashMap<>();
    private final Map<FeedKey, Instant> attempts = new HashMap<>();
    private long successes;
    private final Outage outage = new Outage();

    SendOutages(Logger log) {
        this.log = log;
    }

    /** A feed's failures in a row. */
    private static final class Spell {
        private final long guildId;
        private final Instant since;
        private final long successesBefore;
        private Instant last;
        private int failures;
        private boolean alone;
        private boolean said;

        Spell(long guildId, Instant since, long successesBefore) {
            this.guildId = guildId;
            this.since = since;
            this.last = since;
            this.successesBefore = successesBefore;
        }

        /** A single failure is no news. */
        boolean fails() {
            return failures > 1;
        }

        boolean isOfDiscord() {
            return fails() && !alone;
        }
    }

    /** A message is on its way to a feed. Whether it got there may take minutes to know. */
    synchronized void tries(FeedKey feed, Instant now) {
        attempts.put(feed, now);
    }

    synchronized void failed(FeedKey feed, String why, Instant now) {
        spells.values().removeIf(spell -> spell.last.plus(FORGOTTEN).isBefore(now));
        Instant begun = attempts.getOrDefault(feed, now);
        Spell spell = spells.computeIfAbsent(feed, key -> new Spell(feed.guildId(), begun, successes));
        spell.failures++;
        spell.last = now;
        if (!spell.fails() || spell.said || (outage.isOn() && !spell.alone)) {
            return;
        }
        if (spell.alone) {
            say(spell, why);
        } else if (successes == spell.successesBefore) {
            outage.begins();
            log.warn("{} ({}); pending announcements are kept", whoseFault(why), why);
        } else if (othersBeganToFailWith(spell)) {
            outage.begins();
            log.warn("{} for several servers ({}); pending announcements are kept", whoseFault(why), why);
        } else {
            spell.alone = true;
            say(spell, why);
        }
    }

    private void say(Spell spell, String why) {
        boolean isNew = !isSaidOf(spell.guildId);
        spell.said = true;
        if (isNew) {
            log.warn("Server {}: {} ({}); pending announcements are kept", spell.guildId, whoseFault(why), why);
        }
    }

    private boolean isSaidOf(long guildId) {
        return spells.values().stream().anyMatch(spell -> spell.said && spell.guildId == guildId);
    }

    /** Without a connection, for example after the token was revoked, nothing even reaches Discord. */
    private static String whoseFault(String why) {
        return why.equals(SendResult.NOT_CONNECTED) || why.equals(SendResult.SHUT_DOWN)
                ? "Announcements can't be sent"
                : "Discord isn't accepting messages";
    }

    private boolean othersBeganToFailWith(Spell spell) {
        boolean found = false;
        for (Spell other : spells.values()) {
            if (other.guildId != spell.guildId
                    && other.fails()
                    && other.since.plus(TOGETHER).isAfter(spell.since)) {
                other.alone = false;
                found = true;
            }
        }
        return found;
    }

    /** Since when a feed's messages have failed in a row; empty while they do not, or nobody tried since the start. */
    synchronized Optional<Instant> since(FeedKey feed) {
        return Optional.ofNullable(spells.get(feed)).map(spell -> spell.since);
    }

    synchronized void works(FeedKey feed) {
        successes++;
        attempts.remove(feed);
        Spell ended = spells.remove(feed);
        if (ended != null && ended.said && !isSaidOf(feed.guildId())) {
            log.info("Server {}: Discord is accepting messages again", feed.guildId());
        }
        if (serversOfDiscordsOutage() < 2 && outage.ends()) {
            log.info("Discord is accepting messages again");
            // The last one may just be late. If it fails on, that is its own.
            spells.values().stream().filter(Spell::isOfDiscord).forEach(last -> last.alone = true);
        }
    }

    private long serversOfDiscordsOutage() {
        return spells.values().stream()
                .filter(Spell::isOfDiscord)
                .map(spell -> spell.guildId)
                .distinct()
                .count();
    }
}
