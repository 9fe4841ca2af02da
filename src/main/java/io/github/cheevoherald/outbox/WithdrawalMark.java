package io.github.cheevoherald.outbox;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whom to take out of a message that may be posted, unless it was: stored as players' ULIDs with spaces between, each
 * followed by a slash and a number if it concerns only that game. Without anybody, they are out already.
 */
record WithdrawalMark(Set<String> parts) {
    WithdrawalMark {
        parts = Set.copyOf(parts);
    }

    static WithdrawalMark of(String ulid, long gameId) {
        return new WithdrawalMark(Set.of(gameId == 0 ? ulid : ulid + "/" + gameId));
    }

    static WithdrawalMark parse(String stored) {
        // A player whose link ended twice meanwhile is listed twice.
        return new WithdrawalMark(
                Stream.of(stored.split(" ")).filter(part -> !part.isEmpty()).collect(Collectors.toSet()));
    }

    /** The same mark without everything about a player. */
    WithdrawalMark without(String ulid) {
        return new WithdrawalMark(parts.stream()
                .filter(part -> !part.equals(ulid) && !part.startsWith(ulid + "/"))
                .collect(Collectors.toSet()));
    }

    LeftOut leftOut() {
        return (ulid, gameId, date) -> parts.contains(ulid) || parts.contains(ulid + "/" + gameId);
    }

    @Override
    public String toString() {
        return String.join(" ", parts);
    }
}
