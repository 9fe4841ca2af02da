package io.github.cheevoherald.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.announce.FaultyDiscord.Fault;
import io.github.cheevoherald.announce.FaultyDiscord.Rights;
import io.github.cheevoherald.announce.unlocks.UnlockKind;
import io.github.cheevoherald.guilds.GivenFeed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.store.Backup;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.words.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of a bot that is restored from a backup in the middle: whatever was posted, refused or in doubt before the
 * copy and since, and however wrong its clock, each unlock stands in the channel once.
 */
final class RestoredLivesTest {
    private static final long SERVER = 1;
    private static final long CHANNEL = 1000;
    private static final List<PlayerCard> PLAYERS =
            List.of(Announcements.player("Ann"), Announcements.player("Ben"), Announcements.player("Cal"));
    private static final int[] CLOCK_WRONG_BY = {0, 0, 0, 2, -2, 30, -30};
    private static final Rights[] RIGHTS = {Rights.ALL, Rights.ALL, Rights.NO_SEND, Rights.NO_VIEW};
    private static final Fault[] FAULTS = {
        Fault.NONE,
        Fault.NONE,
        Fault.CUT,
        Fault.DONE_UNCONFIRMED,
        Fault.THROTTLED,
        Fault.MESSAGE_REFUSED,
        Fault.CONTENT_REFUSED,
        Fault.HELD
    };

    @TempDir
    private Path folder;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        long first = Long.getLong("restored.seed", 1);
        for (int i = 0; i < Integer.getInteger("restored.lives", 12); i++) {
            seeds.add(first + i);
        }
        return seeds;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachUnlockStandsInTheChannelOnce(long seed) throws IOException, InterruptedException {
        try (FaultyDatabase neverDies =
                new FaultyDatabase("jdbc:sqlite:" + folder.resolve("unused.db"), new MutableClock(Instant.EPOCH))) {
            Life life = new Life(new Random(seed), neverDies);
            life.happens(8);
            life.copy();
            life.happens(10);
            life.restore();
            life.happens(6);
            life.comesToRest();

            assertThat(life.timesPosted().values()).as(life.log.toString()).containsOnly(1);
            assertThat(life.timesPosted()).as(life.log.toString()).hasSize(life.lastId);
        }
    }

    private final class Life {
        private final Random random;
        private final MutableClock world = new MutableClock(ModelBench.START);
        private final FaultyDiscord discord;
        private final List<Unlocks> sinceTheCopy = new ArrayList<>();
        private final List<String> log = new ArrayList<>();
        private int hours;
        private int lastId;
        private Host host;

        Life(Random random, FaultyDatabase neverDies) {
            this.random = random;
            discord = new FaultyDiscord(world, neverDies, channel -> true);
            host = new Host("herald.db");
        }

        private void happens(int events) throws InterruptedException {
            for (int i = 0; i < events; i++) {
                switch (random.nextInt(10)) {
                    case 0, 1, 2 -> unlocks(1 + random.nextInt(3));
                    case 3 -> unlocks(1 + random.nextInt(12));
                    case 4, 5, 6 -> deliver();
                    case 7 -> advance(Duration.ofMinutes(new int[] {1, 4, 61}[random.nextInt(3)]));
                    case 8 -> {
                        log.add("restart");
                        host.end();
                        discord.orphan();
                        host = new Host(host.file);
                    }
                    default -> {
                        Rights rights = RIGHTS[random.nextInt(RIGHTS.length)];
                        log.add(rights.name());
                        discord.channel(CHANNEL).rights = rights;
                    }
                }
            }
        }

        private void advance(Duration by) {
            log.add("+" + by);
            discord.dropUnderWayBefore(world.instant().plus(by).minus(FaultyDiscord.NONCE_MEMORY.dividedBy(2)));
            world.advance(by);
            host.clock.advance(by);
            host.executor.runDue();
        }

        private void unlocks(int count) {
            List<Unlock> unlocks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                unlocks.add(Announcements.unlock(++lastId, world.instant().minusSeconds(count - i)));
            }
            Unlocks found = new Unlocks(PLAYERS.get(random.nextInt(PLAYERS.size())), unlocks);
            log.add(found.player().name() + " to " + lastId);
            sinceTheCopy.add(found);
            host.add(found);
        }

        private void deliver() {
            List<Fault> faults = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                faults.add(FAULTS[random.nextInt(FAULTS.length)]);
            }
            log.add(faults.toString());
            discord.plan(faults);
            advance(Duration.ofSeconds(2));
            discord.calm();
        }

        private void copy() {
            int ahead = CLOCK_WRONG_BY[random.nextInt(CLOCK_WRONG_BY.length)];
            log.add("copy by a clock ahead by " + ahead);
            MutableClock clock = new MutableClock(world.instant().plus(Duration.ofHours(ahead)));
            Backup.copy(DatabaseAddress.of(url("herald.db")), folder.resolve("copy.db"), clock);
            sinceTheCopy.clear();
        }

        /** What the copy's ledger doesn't know is found by its first polls. */
        private void restore() throws InterruptedException {
            hours = CLOCK_WRONG_BY[random.nextInt(CLOCK_WRONG_BY.length)];
            log.add("restore by a clock ahead by " + hours);
            host.end();
            discord.orphan();
            advance(Duration.ofHours(random.nextInt(40)));
            host = new Host("copy.db");
            List.copyOf(sinceTheCopy).forEach(host::add);
        }

        private void comesToRest() throws InterruptedException {
            discord.calm();
            discord.allowEverything();
            discord.channel(CHANNEL).rights = Rights.ALL;
            while (discord.hasUnderWay()) {
                discord.decide(true, true);
            }
            for (int i = 0; i < 400 && host.outbox.waiting(SERVER) > 0; i++) {
                advance(Duration.ofMinutes(1));
            }
            assertThat(host.outbox.waiting(SERVER)).as(log.toString()).isZero();
            host.end();
        }

        private Map<Long, Integer> timesPosted() {
            Map<Long, Integer> times = new TreeMap<>();
            discord.channel(CHANNEL)
                    .ours
                    .forEach(message -> UnlockKeys.in(message.content(), message.embeds())
                            .forEach(key -> times.merge(UnlockKeys.achievement(key), 1, Integer::sum)));
            return times;
        }

        private String url(String file) {
            return "jdbc:sqlite:" + folder.resolve(file);
        }

        /** A process of the bot, on one thread. */
        private final class Host {
            private final String file;
            private final MutableClock clock = new MutableClock(world.instant().plus(Duration.ofHours(hours)));
            private final ManualExecutor executor = new ManualExecutor(clock);
            private final Database database;
            private final Outbox outbox;

            Host(String file) {
                this.file = file;
                database = Database.open(url(file), clock);
                outbox = new Outbox(database, UnlockAnnouncement.STORED);
                outbox.adoptTime(clock.instant());
                Guilds guilds = new Guilds(database);
                guilds.adoptTime(clock.instant());
                GivenFeed.in(database, SERVER, "unlocks", CHANNEL);
                Delivery delivery = new Delivery(
                        new Delivery.Ports(outbox, guilds, discord, EverybodyStays.in(database, clock), Map::of),
                        new AnnouncementKinds(new UnlockKind(Words.english())),
                        Words.english(),
                        clock,
                        random,
                        new DeliveryThreads(executor));
                delivery.start();
            }

            void add(Unlocks unlocks) {
                database.useTransaction(handle -> outbox.add(handle, SERVER, unlocks, clock.instant()));
            }

            void end() {
                executor.shutdown();
                database.close();
            }
        }
    }
}
