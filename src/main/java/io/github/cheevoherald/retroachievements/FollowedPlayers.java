package io.github.cheevoherald.retroachievements;

import java.util.List;

/**
 * A page of the players whom the key's owner follows, most recently active first, from GetUsersIFollow, and their
 * total.
 */
public record FollowedPlayers(int total, List<Followed> players) {

    public FollowedPlayers {
        players = List.copyOf(players);
    }

    /** One followed player; {@code points} are hardcore points. */
    public record Followed(String user, String ulid, long points, long softcorePoints) {}
}
