package io.github.cheevoherald.players;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Records what happens to links. */
public final class RecordedLinks implements LinkListener {
    /** The ids of players to be polled first, once for each call. */
    final List<Long> called = new ArrayList<>();

    /** When each link began. */
    final List<Instant> began = new ArrayList<>();

    /** Every link that ended or started resting, as server and player name. */
    final List<String> ended = new ArrayList<>();

    @Override
    public void began(Handle handle, long playerId, Instant since) {
        called.add(playerId);
        began.add(since);
    }

    @Override
    public void resumed(Handle handle, long playerId) {
        called.add(playerId);
    }

    @Override
    public void ended(Handle handle, long guildId, Player player) {
        ended.add(guildId + " " + player.name());
    }
}
