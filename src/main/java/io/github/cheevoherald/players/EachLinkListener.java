package io.github.cheevoherald.players;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Passes on what becomes of links to several listeners. */
record EachLinkListener(List<LinkListener> listeners) implements LinkListener {

    @Override
    public void began(Handle handle, long playerId, Instant since) {
        listeners.forEach(listener -> listener.began(handle, playerId, since));
    }

    @Override
    public void resumed(Handle handle, long playerId) {
        listeners.forEach(listener -> listener.resumed(handle, playerId));
    }

    @Override
    public void ended(Handle handle, long guildId, Player player) {
        listeners.forEach(listener -> listener.ended(handle, guildId, player));
    }

    @Override
    public void hidden(Handle handle, long guildId, Player player, long gameId) {
        listeners.forEach(listener -> listener.hidden(handle, guildId, player, gameId));
    }

    @Override
    public void forgotten(Handle handle, long memberId) {
        listeners.forEach(listener -> listener.forgotten(handle, memberId));
    }
}
