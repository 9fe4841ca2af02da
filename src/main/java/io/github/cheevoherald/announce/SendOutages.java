package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.SendResult;
import io.github.cheevoherald.resilience.Outage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * Logs once that Discord takes no messages and once that it does again. One server that fails while others hear is a
 * line of its own; Discord is to blame when several servers fail, or when nobody's messages go through.
 */
final class SendOutages {
    /** A failing server is tried at least every minute. One that isn't any more has nothing to send. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(5);

    /** Servers that began to fail within this time fail for one reason. */
    private static final Duration TOGETHER = Duration.ofMinutes(5);

    private final Logger log;
    private final Map<Long, Spell> spells = new HashMap<>();
    private final Map<Long, Instant> attempts = new HashMap<>();
    private long successes;
    private final Outage outage = new Outage();

    SendOutages(Logger log) {
        this.log = log;
    }

    /** A server's failures in a row. */
    private static final class Spell {
        private final Instant since;
        private final long successesBefore;
        private Instant last;
        private int failures;
        private boolean alone;
        private boolean said;

        Spell(Instant since, long successesBefore) {
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

    /** A message is on its way to a server. Whether it got there may take minutes to know. */
    synchronized void tries(long guildId, Instant now) {
        attempts.put(guildId, now);
    }

    synchronized void failed(long guildId, String why, Instant now) {
        spells.values().removeIf(spell -> spell.last.plus(FORGOTTEN).isBefore(now));
        Instant begun = attempts.getOrDefault(guildId, now);
        Spell spell = spells.computeIfAbsent(guildId, id -> new Spell(begun, successes));
        spell.failures++;
        spell.last = now;
        if (!spell.fails() || spell.said || (outage.isOn() && !spell.alone)) {
            return;
        }
        if (spell.alone) {
            say(guildId, spell, why);
        } else if (successes == spell.successesBefore) {
            outage.begins();
            log.warn("{} ({}); pending announcements are kept", whoseFault(why), why);
        } else if (othersBeganToFailWith(spell)) {
            outage.begins();
            log.warn("{} for several servers ({}); pending announcements are kept", whoseFault(why), why);
        } else {
            spell.alone = true;
            say(guildId, spell, why);
        }
    }

    private void say(long guildId, Spell spell, String why) {
        spell.said = true;
        log.warn("Server {}: {} ({}); pending announcements are kept", guildId, whoseFault(why), why);
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
            if (other != spell && other.fails() && other.since.plus(TOGETHER).isAfter(spell.since)) {
                other.alone = false;
                found = true;
            }
        }
        return found;
    }

    /** Since when a server's messages have failed in a row; empty while they do not, or nobody tried since the start. */
    synchronized Optional<Instant> since(long guildId) {
        return Optional.ofNullable(spells.get(guildId)).map(spell -> spell.since);
    }

    synchronized void works(long guildId) {
        successes++;
        attempts.remove(guildId);
        Spell ended = spells.remove(guildId);
        if (ended != null && ended.said) {
            log.info("Server {}: Discord is accepting messages again", guildId);
        }
        if (spells.values().stream().filter(Spell::isOfDiscord).count() < 2 && outage.ends()) {
            log.info("Discord is accepting messages again");
            // The last one may just be late. If it fails on, that is its own.
            spells.values().stream().filter(Spell::isOfDiscord).forEach(last -> last.alone = true);
        }
    }
}
