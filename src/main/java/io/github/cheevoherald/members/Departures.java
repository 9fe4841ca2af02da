package io.github.cheevoherald.members;

import io.github.cheevoherald.discord.Members;
import io.github.cheevoherald.discord.Membership;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.players.RestingLinks;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out that members left their server, before something of theirs is announced, and that they are back. If Discord
 * gives no answer, a member counts as being where they were.
 */
public final class Departures {
    private static final Logger log = LoggerFactory.getLogger(Departures.class);
    private static final int MAX_AT_ONCE = 20;

    /** How often a member who left is looked for. */
    private static final Duration LOOK_INTERVAL = Duration.ofDays(1);

    private static final Duration AFTER_NO_ANSWER = Duration.ofHours(1);

    private final RestingLinks links;
    private final Members members;
    private final Predicate<Throwable> isOutage;

    /**
     * Looks up members and records the result in their links; {@code isOutage} says which failures are already logged.
     */
    public Departures(RestingLinks links, Members members, Predicate<Throwable> isOutage) {
        this.links = links;
        this.members = members;
        this.isOutage = isOutage;
    }

    /** Links whose members left the server or deleted their account. */
    public record Gone(List<Registered> left, List<Registered> deleted) {
        public Gone {
            left = List.copyOf(left);
            deleted = List.copyOf(deleted);
        }

        /** Whether every member is still there. */
        public boolean isEmpty() {
            return left.isEmpty() && deleted.isEmpty();
        }
    }

    /** Looks up whose members are gone among a server's players, by ULID. Changes nothing; the future never fails. */
    public CompletableFuture<Gone> among(long guildId, Collection<String> ulids) {
        return ask(links.awake(guildId, ulids))
                .thenApply(answers -> new Gone(of(answers, Membership.LEFT), of(answers, Membership.DELETED)));
    }

    private CompletableFuture<Map<Registered, Membership>> ask(List<Registered> whom) {
        Map<Registered, CompletableFuture<Membership>> asked = new LinkedHashMap<>();
        whom.forEach(link -> asked.put(link, members.membership(link.guildId(), link.memberId())));
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .thenApply(done -> {
                    Map<Registered, Membership> answers = new LinkedHashMap<>();
                    asked.forEach((link, answer) -> answers.put(link, answer.join()));
                    return answers;
                });
    }

    private static List<Registered> of(Map<Registered, Membership> answers, Membership which) {
        return answers.keySet().stream()
                .filter(link -> answers.get(link) == which)
                .toList();
    }

    /** Puts the links of members who left to rest and ends the others; withdraws what was not announced yet. */
    public void settle(Gone gone) {
        for (Registered link : gone.left()) {
            if (links.rest(link)) {
                log.info(
                        "Server {}: the member registered as {} left; their unlocks aren't announced until they're back",
                        link.guildId(),
                        link.player().name());
            }
        }
        gone.deleted().forEach(this::end);
    }

    private void end(Registered link) {
        links.end(link);
        log.info(
                "Server {}: the account registered as {} no longer exists; the registration ends",
                link.guildId(),
                link.player().name());
    }

    /** Wakes the resting link of a member who was just seen in the server. */
    public void seen(long guildId, long memberId) {
        try {
            if (links.wake(guildId, memberId)) {
                log.info("Server {}: a member who had left is back", guildId);
            }
        } catch (RuntimeException e) {
            // What they are doing may not need the database, and the daily look finds them as well.
            if (!isOutage.test(e)) {
                throw e;
            }
        }
    }

    /** Looks for members who left, each once a day, and ends links that rested for 30 days. Blocks meanwhile. */
    public void lookForReturns() {
        ask(links.toLookFor(LOOK_INTERVAL, MAX_AT_ONCE)).join().forEach(this::lookedFor);
        int ended = links.endLongResting(LOOK_INTERVAL.minus(AFTER_NO_ANSWER));
        if (ended > 0) {
            log.info("Ended {} registrations of members who left 30 days ago", ended);
        }
    }

    private void lookedFor(Registered link, Membership answer) {
        switch (answer) {
            case PRESENT -> seen(link.guildId(), link.memberId());
            case LEFT -> links.lookedFor(link, Duration.ZERO);
            case DELETED -> end(link);
            case UNKNOWN -> links.lookedFor(link, LOOK_INTERVAL.minus(AFTER_NO_ANSWER));
        }
    }
}
