package io.github.cheevoherald.unlocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.players.RestingLinks;
import io.github.cheevoherald.unlocks.schedule.FeedBeginnings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers with the same player come and go in every way and order. Whoever watches the player hears of every unlock
 * from then on, and of none from before.
 */
final class WhoHearsSequencesTest {
    private static final List<Long> SERVERS = List.of(1L, 2L);
    private static final int RUNS = 12;
    private static final int STEPS = 25;

    private final Set<Long> feeds = new HashSet<>();
    private final Set<Long> present = new HashSet<>(SERVERS);
    private final Set<Long> served = new HashSet<>(SERVERS);
    private final Set<Long> linked = new HashSet<>();
    private final Set<Long> resting = new HashSet<>();
    private final Map<Long, List<Long>> expected = new HashMap<>(Map.of(1L, new ArrayList<>(), 2L, new ArrayList<>()));
    private final Map<Long, List<Long>> announced = new HashMap<>(Map.of(1L, new ArrayList<>(), 2L, new ArrayList<>()));
    private final List<String> done = new ArrayList<>();
    private long nextId = 1;

    private static List<Long> at(Map<Long, List<Long>> ids, long server) {
        return Objects.requireNonNull(ids.get(server));
    }

    @Test
    void eachServerHearsExactlyWhatFollowsItsStart(@TempDir Path folder) throws Exception {
        for (int seed = 0; seed < RUNS; seed++) {
            List.of(feeds, present, served, linked, resting).forEach(Set::clear);
            present.addAll(SERVERS);
            served.addAll(SERVERS);
            expected.values().forEach(List::clear);
            announced.values().forEach(List::clear);
            done.clear();
            Path one = Files.createDirectory(folder.resolve("" + seed));
            try (PollBench bench = new PollBench(one, "?synchronous=OFF")) {
                new Run(bench).play(new Random(seed));
            }
        }
    }

    private final class Run {
        private final PollBench bench;

        Run(PollBench bench) {
            this.bench = bench;
        }

        private ServerPresence presence() {
            return new ServerPresence(
                    bench.database, bench.guilds, bench.players, bench.outbox, bench.clock, bench.clock);
        }

        private RestingLinks links() {
            return new RestingLinks(
                    bench.database, new LinkChanges(bench.outbox, bench.clock), bench.clock, bench.clock);
        }

        void play(Random random) {
            presence().presentIn(present);
            for (int i = 0; i < STEPS; i++) {
                int changes = 1 + random.nextInt(3);
                for (int change = 0; change < changes; change++) {
                    bench.clock.advance(Duration.ofSeconds(1 + random.nextInt(40)));
                    change(random.nextInt(7), SERVERS.get(random.nextInt(2)));
                    if (random.nextInt(4) == 0) {
                        unlock();
                        settle();
                    }
                }
                settle();
                Set<Long> told = unlock();
                if (!told.isEmpty() && random.nextInt(3) == 0) {
                    long id = nextId - 1;
                    changeDuringThePoll(random.nextInt(5), SERVERS.get(random.nextInt(2)));
                    told.stream()
                            .filter(server -> !hearing().contains(server))
                            .forEach(server -> at(expected, server).remove(id));
                }
                settle();
                for (long server : SERVERS) {
                    assertThat(announced.get(server))
                            .as("server %s after %s", server, done)
                            .containsExactlyInAnyOrderElementsOf(expected.get(server));
                }
            }
        }

        private Set<Long> hearing() {
            Set<Long> hearing = new HashSet<>(linked);
            hearing.removeAll(resting);
            hearing.retainAll(feeds);
            hearing.retainAll(present);
            hearing.retainAll(served);
            return hearing;
        }

        private Set<Long> unlock() {
            long id = nextId++;
            bench.clock.advance(Duration.ofSeconds(2));
            bench.site.unlock(id, bench.ago(Duration.ofSeconds(1)), true);
            Set<Long> told = hearing();
            told.forEach(server -> at(expected, server).add(id));
            done.add("unlock " + id + " for " + told);
            return told;
        }

        private void changeDuringThePoll(int which, long server) {
            bench.site.meanwhile = () -> {
                bench.site.meanwhile = () -> {};
                bench.clock.advance(Duration.ofSeconds(1));
                change(which, server);
            };
            settle();
        }

        private void settle() {
            bench.clock.advance(Duration.ofMinutes(31));
            for (int i = 0; i < 10; i++) {
                bench.poll.pollNext();
                bench.clock.advance(Duration.ofSeconds(1));
            }
            SERVERS.forEach(server -> at(announced, server).addAll(bench.announcedIds(server)));
            bench.database.useTransaction(handle ->
                    handle.execute("UPDATE outbox SET state = 'sent', settled_at_ms = ?", bench.clock.millis()));
        }

        private void change(int which, long server) {
            done.add(which + " at " + server);
            switch (which) {
                case 0 -> {
                    if (feeds.remove(server)) {
                        GivenFeed.off(bench.database, server);
                    } else {
                        feeds.add(server);
                        new FeedChannels(bench.database, bench.clock, List.of(new FeedBeginnings()))
                                .setDefault(server, server * 10);
                    }
                }
                case 1 -> {
                    if (present.remove(server)) {
                        presence().left(server, "it");
                    } else {
                        present.add(server);
                        presence().joined(server, "it");
                    }
                }
                case 2 -> {
                    if (!served.remove(server)) {
                        served.add(server);
                    }
                    new ServedServers(bench.database, bench.guilds, presence(), served::contains).update();
                }
                case 3 -> {
                    if (linked.remove(server)) {
                        resting.remove(server);
                        bench.players.unregister(server, PollBench.MEMBER);
                    } else {
                        linked.add(server);
                        bench.register(server);
                    }
                }
                case 4 -> {
                    if (resting.remove(server)) {
                        links().wake(server, PollBench.MEMBER);
                    } else if (linked.contains(server)) {
                        resting.add(server);
                        Registered link =
                                bench.players.ofMember(server, PollBench.MEMBER).orElseThrow();
                        links().rest(link);
                    }
                }
                case 5 -> bench.restart();
                default -> bench.schedule.markSweeps(bench.clock.instant());
            }
        }
    }
}
