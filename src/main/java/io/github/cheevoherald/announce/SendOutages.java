package io.github.cheevoherald.announce;

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
    private long successes;
    private boolean on;

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

        Spell(Instant now, long successesBefore) {
            this.since = now;
            this.last = now;
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

    synchronized void failed(long guildId, String why, Instant now) {
        spells.values().removeIf(spell -> spell.last.plus(FORGOTTEN).isBefore(now));
        Spell spell = spells.computeIfAbsent(guildId, id -> new Spell(now, successes));
        spell.failures++;
        spell.last = now;
        if (!spell.fails() || spell.said || (on && !spell.alone)) {
            return;
        }
        if (spell.alone) {
            say(guildId, spell, why);
        } else if (successes == spell.successesBefore) {
            on = true;
            log.warn("Discord isn't accepting messages ({}); pending announcements are kept", why);
        } else if (othersBeganToFailWith(spell)) {
            on = true;
            log.warn("Discord isn't accepting messages for several servers ({}); pending announcements are kept", why);
        } else {
            spell.alone = true;
            say(guildId, spell, why);
        }
    }

    private void say(long guildId, Spell spell, String why) {
        spell.said = true;
        log.warn("Server {}: Discord isn't accepting messages ({}); pending announcements are kept", guildId, why);
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
        Spell ended = spells.remove(guildId);
        if (ended != null && ended.said) {
            log.info("Server {}: Discord is accepting messages again", guildId);
        }
        if (on && spells.values().stream().filter(Spell::isOfDiscord).count() < 2) {
            on = false;
            log.info("Discord is accepting messages again");
            // The last one may just be late. If it fails on, that is its own.
            spells.values().stream().filter(Spell::isOfDiscord).forEach(last -> last.alone = true);
        }
    }
}
