package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the answer of GetUserSetRequests. */
final class RequestedSetsReader {
    private RequestedSetsReader() {}

    static Outcome<Set<Long>> read(Reply.Json json) {
        if (json.status() == 404 && json.root().isContainerNode() && json.root().isEmpty()) {
            return new Missing<>(Thing.PLAYER);
        }
        Set<Long> games = new LinkedHashSet<>();
        for (JsonFields row : JsonFields.of(json.found()).list("RequestedSets")) {
            games.add(row.id("GameID"));
        }
        return new Found<>(Set.copyOf(games));
    }
}
