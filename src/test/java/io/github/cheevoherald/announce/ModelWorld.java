package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.unlocks.ScriptedSite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two players, two servers with their channels, and everything that can happen to them: the state of the model. */
final class ModelWorld {
    /** Discord handles nothing later than this: after that, nothing we do could prevent a duplicate. */
    private static final Duration MAX_REQUEST = FaultyDiscord.NONCE_MEMORY.dividedBy(2);

    private static final long FIRST_EVENT_ID = 1_000_000;

    /** A failing step of the database, counted from the start of the action. */
    record Step(FaultyDatabase.Fault fault, int after) {}

    private record Shown(int player, RecentUnlock row) {}

    private final ModelBench bench;
    private final ModelMembers members;
    private final ModelOracle oracle;
    private final Map<Long, Integer> channels = new HashMap<>();
    private final List<Shown> shown = new ArrayList<>();
    private long lastId;
    private boolean starting;

    ModelWorld(FaultyDatabase store) {
        bench = new ModelBench(store);
        members = new ModelMembers(bench);
        oracle = new ModelOracle(bench, members);
        bench.feeds.set(1, null, channel(1));
        polls();
        advance(Duration.ofMinutes(1));
    }

    private void advance(Duration by) {
        bench.discord.dropUnderWayBefore(bench.clock.instant().plus(by).minus(MAX_REQUEST));
        bench.clock.advance(by);
    }

    /** Does something while a step of the database fails, and restarts the process if it died. */
    private void act(@Nullable Step step, Runnable work) {
        if (step != null) {
            bench.store.plan(step.fault(), step.after());
        }
        boolean failed = false;
        try {
            work.run();
        } catch (FaultyDatabase.ProcessDied e) {
            failed = starting;
        } catch (RuntimeException e) {
            failed = starting;
            if (step == null || !Database.isOutage(e)) {
                throw e;
            }
        }
        bench.store.calm();
        if (bench.store.isDead() || failed) {
            if (bench.end()) {
                oracle.forgetWhatIsLost();
            }
            bench.start();
        }
        starting = false;
        assertThat(oracle.wrongs()).isEmpty();
    }

    // --- at the site

    void unlock(int player, int secondsAgo, boolean hardcore) {
        show(player, row(++lastId, ago(Duration.ofSeconds(secondsAgo)), hardcore));
    }

    void lateUnlock(int player, int hoursAgo) {
        show(player, row(++lastId, ago(Duration.ofHours(hoursAgo).plusSeconds(lastId)), true));
    }

    void burst(int player, int size) {
        for (int i = 0; i < size; i++) {
            show(player, row(++lastId, ago(Duration.ofSeconds(size - i)), true));
        }
    }

    void upgrade(int player) {
        List<RecentUnlock> rows = bench.siteOf(player).rows;
        rows.stream().filter(row -> !row.hardcore()).findFirst().ifPresent(row -> {
            rows.remove(row);
            show(player, row(row.achievementId(), bench.clock.instant(), true));
        });
    }

    void twins(int player) {
        Instant date = ago(Duration.ofSeconds(3));
        show(player, row(++lastId, date, true));
        RecentUnlock twin = twin(date);
        show(player, twin);
        oracle.silent.add(key(player, twin));
    }

    void lonelyTwin(int player) {
        show(player, twin(ago(Duration.ofSeconds(2))));
    }

    void original(int player) {
        List<RecentUnlock> rows = bench.siteOf(player).rows;
        List<RecentUnlock> lonely = rows.stream()
                .filter(row -> row.isEvent()
                        && rows.stream()
                                .noneMatch(other ->
                                        !other.isEvent() && other.date().equals(row.date())))
                .toList();
        if (!lonely.isEmpty()) {
            RecentUnlock twin = lonely.get(0);
            show(player, row(++lastId, twin.date(), true));
        }
    }

    void siteFails(int player, boolean nonsense) {
        bench.siteOf(player)
                .failures
                .add(nonsense ? new Outcome.Malformed<>("HTML") : new Outcome.Unavailable<>("no answer"));
    }

    private void show(int player, RecentUnlock row) {
        shown.add(new Shown(player, row));
        bench.siteOf(player).rows.add(row);
        shown.stream()
                .filter(other -> other.player() == player
                        && other.row().isEvent() != row.isEvent()
                        && other.row().date().equals(row.date()))
                .forEach(other -> oracle.perhaps.add(key(player, row.isEvent() ? row : other.row())));
    }

    private Instant ago(Duration duration) {
        return bench.clock.instant().minus(duration);
    }

    private static RecentUnlock row(long id, Instant date, boolean hardcore) {
        return ScriptedSite.row(id, date, hardcore, "Mega Drive", 1);
    }

    private RecentUnlock twin(Instant date) {
        return ScriptedSite.row(FIRST_EVENT_ID + ++lastId, date, true, "Events", 2);
    }

    private static ItemKey key(int player, RecentUnlock row) {
        return UnlockKeys.of(
                ModelBench.page(ModelBench.PLAYERS.get(player)),
                row.achievementId(),
                row.date().getEpochSecond());
    }

    // --- in the bot

    void poll(@Nullable Step step) {
        act(step, () -> {
            advance(Duration.ofSeconds(10));
            polls();
        });
    }

    private void polls() {
        for (int i = 0; i < 4 && bench.poll.pollNext(); i++) {
            recordMissed();
        }
    }

    /** Records what a failing database hid, once it works again. */
    private void recordMissed() {
        if (!bench.store.isPlanned()) {
            oracle.note();
        }
    }

    void sweep(@Nullable Step step) {
        act(step, () -> {
            advance(Duration.ofHours(1));
            bench.schedule.markSweeps(bench.clock.instant().plus(Duration.ofHours(12)));
            polls();
        });
    }

    void releaseEventCopies(@Nullable Step step) {
        act(step, () -> {
            advance(Duration.ofMinutes(2));
            bench.recorder.releaseEventCopies();
        });
    }

    void deliver(@Nullable Step step, List<FaultyDiscord.Fault> faults) {
        act(step, () -> {
            bench.discord.plan(faults);
            advance(Duration.ofSeconds(1));
            bench.executor.runDue();
        });
        bench.discord.calm();
    }

    void restart(@Nullable Step step) {
        act(step, () -> {
            starting = true;
            boolean unused = bench.end();
            bench.start();
        });
    }

    void powerFails() {
        act(null, () -> {
            throw bench.store.failPower();
        });
    }

    void time(Duration by) {
        advance(by);
        act(null, bench.executor::runDue);
    }

    // --- at Discord

    void decide(boolean acts, boolean said) {
        bench.discord.decide(acts, said);
        act(null, bench.executor::runDue);
    }

    void rights(long server, FaultyDiscord.Rights rights) {
        bench.discord.channel(channel(server)).rights = rights;
    }

    void channelGone(long server) {
        bench.discord.channel(channel(server)).gone = true;
    }

    void moderatorDeletes(long server) {
        bench.discord.delete(channel(server));
    }

    void everythingIsAllowed() {
        bench.discord.allowEverything();
    }

    void othersTalk(long server) {
        bench.discord.othersTalk(channel(server), 5);
    }

    void feedToAnotherChannel(long server, @Nullable Step step) {
        act(step, () -> {
            channels.merge(server, 1, Integer::sum);
            bench.feeds.set(server, null, channel(server));
        });
    }

    void feedHere(long server, @Nullable Step step) {
        act(step, () -> bench.feeds.set(server, null, channel(server)));
    }

    void feedOff(long server, @Nullable Step step) {
        act(step, () -> bench.feeds.off(server, null));
    }

    /** The channel that a server's people currently have in mind. */
    private long channel(long server) {
        return server * 1000 + channels.getOrDefault(server, 0);
    }

    // --- members

    void unregisters(long server, int player, @Nullable Step step) {
        oracle.note();
        Set<ItemKey> owed = oracle.waive(server, player);
        act(step, () -> members.unregister(server, player));
        act(null, () -> members.unregister(server, player));
        members.ended(server, owed);
    }

    void registers(long server, int player, @Nullable Step step) {
        act(step, () -> members.register(server, player));
    }

    void leaves(long server, int player) {
        oracle.note();
        Set<ItemKey> unused = oracle.waive(server, player);
        bench.gone.add(ModelMembers.who(server, player + 1));
    }

    void isBack(long server, int player, @Nullable Step step) {
        oracle.note();
        act(step, () -> {
            bench.gone.remove(ModelMembers.who(server, player + 1));
            bench.departures.seen(server, player + 1);
        });
    }

    // --- the end

    /** Ends all faults and gives everything its time. */
    void comesToRest() {
        bench.discord.calm();
        bench.discord.allowEverything();
        while (bench.discord.hasUnderWay()) {
            bench.discord.decide(true, true);
        }
        bench.sites.values().forEach(site -> site.failures.clear());
        bench.discord.channels().values().forEach(channel -> channel.rights = FaultyDiscord.Rights.ALL);
        for (long server : ModelBench.SERVERS) {
            for (int player = 0; player < ModelBench.PLAYERS.size(); player++) {
                isBack(server, player, null);
                registers(server, player, null);
            }
            if (bench.discord.channel(channel(server)).gone) {
                channels.merge(server, 1, Integer::sum);
            }
            // One is enough for everybody to be polled.
            if (server == 1 || bench.guilds.feed(server, "unlocks").isPresent()) {
                bench.feeds.set(server, null, channel(server));
            }
        }
        settle();
        sweep(null);
        settle();
        releaseEventCopies(null);
        settle();
        assertThat(oracle.wrongs()).isEmpty();
        assertThat(oracle.missing()).isEmpty();
        List<ItemKey> unseen = new ArrayList<>();
        for (int player = 0; player < ModelBench.PLAYERS.size(); player++) {
            for (RecentUnlock row : bench.siteOf(player).rows) {
                if (!oracle.recorded.contains(key(player, row))) {
                    unseen.add(key(player, row));
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    private void settle() {
        for (int i = 0; i < 20 || (i < 200 && !bench.outbox.waitingGuilds().isEmpty()); i++) {
            advance(Duration.ofSeconds(i < 10 ? 20 : 60));
            polls();
            oracle.note();
            bench.executor.runDue();
        }
    }
}
