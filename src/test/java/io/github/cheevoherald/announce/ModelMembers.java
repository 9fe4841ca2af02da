package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who is registered where in the model, and which unlocks must never be posted because a link ended. */
final class ModelMembers {
    private final ModelBench bench;
    private final Map<Long, Set<ItemKey>> unsaid = new HashMap<>();

    ModelMembers(ModelBench bench) {
        this.bench = bench;
        ModelBench.SERVERS.forEach(server -> unsaid.put(server, new HashSet<>()));
    }

    static String who(long server, long member) {
        return member + " in " + server;
    }

    /** A link as the bot has it, in any server. */
    record Link(long server, int player, long registeredAt, boolean resting) {}

    List<Link> links() {
        return bench.store.database().read(ModelMembers::links);
    }

    private static List<Link> links(Handle handle) {
        return handle.createQuery("SELECT guild_id, player_id, registered_at, resting_since_ms FROM registrations")
                .map((row, context) ->
                        new Link(row.getLong(1), row.getInt(2) - 1, row.getLong(3), row.getObject(4) != null))
                .list();
    }

    /** Whether an unlock found now must be posted in the server, must not, or may. */
    enum Wish {
        NONE,
        PERHAPS,
        YES
    }

    /** What a link means for an unlock: an older one was visible before the link, or becomes visible late. */
    Wish wish(List<Link> links, long server, int player, long date) {
        for (Link link : links) {
            if (link.server() == server && link.player() == player) {
                boolean sure =
                        date > link.registeredAt() && !link.resting() && !bench.gone.contains(who(server, player + 1));
                boolean first = link.registeredAt() == ModelBench.START.getEpochSecond();
                return sure || (first && !link.resting() && !bench.gone.contains(who(server, player + 1)))
                        ? Wish.YES
                        : Wish.PERHAPS;
            }
        }
        return Wish.NONE;
    }

    void unregister(long server, int player) {
        bench.players.unregister(server, player + 1);
    }

    void register(long server, int player) {
        long now = bench.clock.instant().getEpochSecond();
        bench.store.database().useTransaction(handle -> {
            int added = handle.execute(
                    "INSERT INTO registrations (guild_id, member_id, player_id, registered_at) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    server,
                    player + 1,
                    player + 1,
                    now);
            if (added > 0) {
                handle.execute("UPDATE poll_schedule SET due_at_ms = 0 WHERE player_id = ?", player + 1);
            }
        });
    }

    /** Ends a link: nothing more that was owed may be posted, except what is already posted or under way. */
    void ended(long server, Set<ItemKey> owed) {
        Set<ItemKey> said = new HashSet<>();
        bench.discord.channels().forEach((channelId, channel) -> {
            if (ModelOracle.serverOf(channelId) == server) {
                channel.ours.forEach(message -> said.addAll(UnlockKeys.in(message.content(), message.embeds())));
            }
        });
        for (OutboxEntry entry : Unsettled.in(bench.store.database())) {
            if (entry.state() == OutboxEntry.State.SENDING && bench.discord.hasUnderWay()) {
                said.addAll(UnlockKeys.in(entry.announcement()));
            }
        }
        owed.stream().filter(key -> !said.contains(key)).forEach(unsaid(server)::add);
    }

    Set<ItemKey> unsaid(long server) {
        return Objects.requireNonNull(unsaid.get(server));
    }
}
