package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.PostedMessage;
import io.github.cheevoherald.guilds.FeedChannel;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What each server is owed from the moment the ledger knows it, and everything that must never be seen. */
final class ModelOracle {

    /** An unlock that a server is owed. */
    private static final class Debt {
        final int moment;
        final boolean event;

        /** The feed was turned off while it waited: it may have been posted by then, or never will be. */
        boolean waived;

        Debt(int moment, boolean event) {
            this.moment = moment;
            this.event = event;
        }
    }

    private final ModelBench bench;
    private final ModelMembers members;
    private final Map<Long, Map<ItemKey, Debt>> owed = new HashMap<>();
    private final TriedMessages tried;
    final Set<ItemKey> recorded = new HashSet<>();

    /** Events' copies that were never seen without their original. */
    final Set<ItemKey> silent = new HashSet<>();

    /** Events' copies whose original came later, perhaps after they were announced. */
    final Set<ItemKey> perhaps = new HashSet<>();

    private long lastRow;
    private int moment;

    ModelOracle(ModelBench bench, ModelMembers members) {
        this.bench = bench;
        this.members = members;
        this.tried = new TriedMessages(bench.discord);
        ModelBench.SERVERS.forEach(server -> owed.put(server, new LinkedHashMap<>()));
    }

    private Map<ItemKey, Debt> owed(long server) {
        return Objects.requireNonNull(owed.get(server));
    }

    static long serverOf(long channelId) {
        return channelId / 1000;
    }

    /** Reads what has been recorded since last time. Call it after every transaction that may record something. */
    void note() {
        moment++;
        Set<Long> on = new HashSet<>();
        bench.guilds.channels().stream().map(FeedChannel::guildId).forEach(on::add);
        List<ModelMembers.Link> links = members.links();
        for (Recorded row : bench.store.database().read(this::newRows)) {
            if (!recorded.add(row.key())) {
                continue;
            }
            for (long server : on) {
                ModelMembers.Wish wish =
                        members.wish(links, server, row.player(), row.key().date());
                if (wish != ModelMembers.Wish.NONE) {
                    Debt debt = new Debt(moment, row.event());
                    debt.waived = wish == ModelMembers.Wish.PERHAPS
                            || row.key().date() <= bench.begun.getOrDefault(server, Long.MIN_VALUE);
                    owed(server).put(row.key(), debt);
                }
            }
        }
        for (long server : ModelBench.SERVERS) {
            if (!on.contains(server)) {
                owed(server).values().forEach(debt -> debt.waived = true);
            }
        }
    }

    /** Cancels debts that a power cut took from the ledger; they'll be found again, and must not have been seen yet. */
    void forgetWhatIsLost() {
        lastRow = 0;
        Set<ItemKey> kept = new HashSet<>();
        bench.store.database().read(this::newRows).forEach(row -> kept.add(row.key()));
        // Rows recorded while this couldn't read are read next time.
        lastRow = 0;
        recorded.retainAll(kept);
        owed.values().forEach(debts -> debts.keySet().retainAll(kept));
    }

    /** Cancels the server's debts for a player, and returns them. */
    Set<ItemKey> waive(long server, int player) {
        Set<ItemKey> waived = new HashSet<>();
        owed(server).forEach((key, debt) -> {
            if (key.page().equals(ModelBench.page(ModelBench.PLAYERS.get(player)))) {
                debt.waived = true;
                waived.add(key);
            }
        });
        return waived;
    }

    private record Recorded(int player, ItemKey key, boolean event) {}

    private List<Recorded> newRows(Handle handle) {
        return handle.createQuery("SELECT rowid, player_id, achievement_id, unlocked_at, event FROM ledger"
                        + " WHERE rowid > ? ORDER BY rowid")
                .bind(0, lastRow)
                .map((row, context) -> {
                    lastRow = row.getLong(1);
                    int player = row.getInt(2) - 1;
                    String name = ModelBench.PLAYERS.get(player);
                    return new Recorded(
                            player,
                            UnlockKeys.of(ModelBench.page(name), row.getLong(3), row.getLong(4)),
                            row.getInt(5) == 1);
                })
                .list();
    }

    /** Everything that's wrong now, whatever happens next. */
    List<String> wrongs() {
        note();
        List<String> wrongs = new ArrayList<>(bench.discord.wrongs);
        Map<Long, Set<ItemKey>> waiting = waiting(wrongs);
        sentButNotThere(wrongs);
        for (long server : ModelBench.SERVERS) {
            Map<ItemKey, Integer> posted = new HashMap<>();
            bench.discord.channels().forEach((channelId, channel) -> {
                if (serverOf(channelId) == server) {
                    look(server, channelId, channel, wrongs).forEach((key, count) -> {
                        if (channel.lost || channel.gone) {
                            posted.putIfAbsent(key, 0);
                        } else {
                            posted.merge(key, count, Integer::sum);
                        }
                    });
                }
            });
            posted.forEach((key, count) -> {
                if (count > 1 && !mayRepeat(key)) {
                    wrongs.add(key + " stands " + count + " times in server " + server);
                }
            });
            owed(server).forEach((key, debt) -> {
                boolean kept = posted.containsKey(key)
                        || waiting.getOrDefault(server, Set.of()).contains(key);
                if (!kept && !debt.waived && !debt.event && !bench.discord.deleted.contains(key)) {
                    wrongs.add(key + " is neither posted nor kept for server " + server);
                }
            });
        }
        return wrongs;
    }

    /** The backlog, after checking that tried messages stay as they are. */
    private Map<Long, Set<ItemKey>> waiting(List<String> wrongs) {
        Map<Long, Set<ItemKey>> waiting = new HashMap<>();
        for (OutboxEntry entry : Unsettled.in(bench.store.database())) {
            waiting.computeIfAbsent(entry.guildId(), server -> new HashSet<>())
                    .addAll(UnlockKeys.in(entry.announcement()));
            tried.look(entry, key -> isWaived(entry.guildId(), key)).ifPresent(wrongs::add);
        }
        return waiting;
    }

    private boolean isWaived(long server, ItemKey key) {
        Debt debt = owed(server).get(key);
        return debt == null || debt.waived;
    }

    private void sentButNotThere(List<String> wrongs) {
        List<long[]> sent = bench.store
                .database()
                .read(handle -> handle.createQuery("SELECT channel_id, message_id FROM outbox"
                                + " WHERE state = 'sent' AND message_id IS NOT NULL")
                        .map((row, context) -> new long[] {row.getLong(1), row.getLong(2)})
                        .list());
        for (long[] row : sent) {
            if (!bench.discord.isDeleted(row[1])
                    && bench.discord.channel(row[0]).ours.stream().noneMatch(message -> message.id() == row[1])) {
                wrongs.add("message " + row[1] + " is noted as sent and does not stand in channel " + row[0]);
            }
        }
    }

    private boolean mayRepeat(ItemKey key) {
        return bench.discord.channels().values().stream().anyMatch(channel -> channel.mayRepeat.contains(key));
    }

    /** How often each unlock is in a channel; reports any that must not be there or are in the wrong order. */
    private Map<ItemKey, Integer> look(
            long server, long channelId, FaultyDiscord.Channel channel, List<String> wrongs) {
        Map<ItemKey, Integer> counts = new HashMap<>();
        Map<ItemKey, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < channel.ours.size(); i++) {
            PostedMessage message = channel.ours.get(i);
            Set<ItemKey> here = UnlockKeys.in(message.content(), message.embeds());
            if (here.isEmpty()) {
                wrongs.add("a message that announces nothing stands in channel " + channelId);
            }
            for (ItemKey key : here) {
                counts.merge(key, 1, Integer::sum);
                places.putIfAbsent(key, i);
            }
        }
        counts.forEach((key, count) -> {
            if (!owed(server).containsKey(key) || silent.contains(key)) {
                wrongs.add(key + " is none of what server " + server + " is owed");
            }
            if (members.unsaid(server).contains(key)) {
                wrongs.add(key + " was posted in server " + server + " after its link had ended");
            }
            if (count > 1 && !channel.mayRepeat.contains(key)) {
                wrongs.add(key + " stands " + count + " times in channel " + channelId);
            }
        });
        order(server, places, wrongs);
        return counts;
    }

    /**
     * Of two unlocks of a player, the later one may come first only if it was known first. An event's copy is known
     * before it's released, so later unlocks may be posted in the meantime.
     */
    private void order(long server, Map<ItemKey, Integer> places, List<String> wrongs) {
        places.forEach((early, earlyPlace) -> places.forEach((later, laterPlace) -> {
            Debt one = owed(server).get(early);
            Debt two = owed(server).get(later);
            if (laterPlace >= earlyPlace || one == null || two == null) {
                return;
            }
            boolean comparable = early.page().equals(later.page())
                    && early.date() < later.date()
                    && one.moment <= two.moment
                    && !one.event;
            if (comparable && !mayBeElsewhere(early) && !mayBeElsewhere(later)) {
                wrongs.add(later + " overtook " + early);
            }
        }));
    }

    private boolean mayBeElsewhere(ItemKey key) {
        return mayRepeat(key) || bench.discord.passed.contains(key) || bench.discord.deleted.contains(key);
    }

    /** What's missing once nothing goes wrong any more and everything has had its time. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (long server : ModelBench.SERVERS) {
            Set<ItemKey> posted = new HashSet<>();
            bench.discord.channels().forEach((channelId, channel) -> {
                if (serverOf(channelId) == server) {
                    channel.ours.forEach(message -> posted.addAll(UnlockKeys.in(message.content(), message.embeds())));
                }
            });
            owed(server).forEach((key, debt) -> {
                boolean optional = debt.waived
                        || silent.contains(key)
                        || perhaps.contains(key)
                        || bench.discord.deleted.contains(key);
                if (!optional && !posted.contains(key)) {
                    missing.add(key + " never came to server " + server);
                }
            });
        }
        Unsettled.in(bench.store.database()).forEach(entry -> missing.add("still waiting: " + entry));
        return missing;
    }
}
