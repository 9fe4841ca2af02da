package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.FollowedPlayers.Followed;
import java.util.ArrayList;
import java.util.List;

/** Reads the answer of GetUsersIFollow. */
final class FollowedPlayersReader {
    private FollowedPlayersReader() {}

    static Outcome<FollowedPlayers> read(Reply.Json json) {
        JsonFields answer = JsonFields.of(json.found());
        List<Followed> players = new ArrayList<>();
        for (JsonFields row : answer.list("Results")) {
            players.add(new Followed(
                    row.requiredText("User"),
                    row.requiredText("ULID"),
                    row.longOrZero("Points"),
                    row.longOrZero("PointsSoftcore")));
        }
        return new Outcome.Found<>(new FollowedPlayers(answer.requiredInt("Total"), players));
    }
}
