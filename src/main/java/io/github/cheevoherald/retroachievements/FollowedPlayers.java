package io.github.cheevoherald.retroachievements;

import java.util.List;

/**
 * A page of the players whom the key's owner follows, last active first, as GetUsersIFollow shows it.
 *
 * @param total how many are followed in all
 */
public record FollowedPlayers(int total, List<Followed> players) {

    public FollowedPlayers {
        players = List.copyOf(players);
    }

    /** One of them; {@code points} are the hardcore ones. */
    public record Followed(String user, String ulid, long points, long softcorePoints, boolean followsBack) {}
}
