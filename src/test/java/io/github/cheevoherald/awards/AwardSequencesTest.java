package io.github.cheevoherald.awards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Apart;
import io.github.cheevoherald.retroachievements.AwardKind;
import io.github.cheevoherald.store.DatabaseAddress;
import io.github.cheevoherald.store.MigratedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/**
 * Whatever the site does to its awards, whichever API can be had, and whenever the process ends: each award is announced
 * at most once in each server, and none is lost.
 */
@Apart
final class AwardSequencesTest {
    private static final List<String> PLAYERS = List.of("ANN", "BEN");
    private static final List<Long> GUILDS = List.of(1L, 2L);
    private static final String NOBODY = "ZED";
    private static final int GAMES = 6;
    private static final List<AwardKind> KINDS =
            List.of(AwardKind.BEATEN_CASUAL, AwardKind.BEATEN_HARDCORE, AwardKind.COMPLETED, AwardKind.MASTERED);

    private record Link(long guild, String ulid) {}

    private record Earned(AwardKey key, Instant date, Instant shownAt) {}

    /** One life of the site and the bot, with what has to be announced. */
    private static final class Life {
        final AwardBench bench;
        final Random random;
        final Map<Link, Instant> links = new HashMap<>();
        final Map<Link, Set<String>> owed = new HashMap<>();
        final Map<Link, Set<String>> allowed = new HashMap<>();
        final Map<String, Earned> had = new HashMap<>();
        final Map<Long, Instant> begunAnew = new HashMap<>();
        final Set<Link> paused = new HashSet<>();
        final Set<Long> silent = new HashSet<>();
        final Map<String, Integer> tiers = new HashMap<>();
        final List<String> heldBack = new ArrayList<>();
        boolean restarted;
        final List<String> steps = new ArrayList<>();

        Life(AwardBench bench, long seed) {
            this.bench = bench;
            this.random = new Random(seed);
            GUILDS.forEach(bench::feed);
        }

        void step() {
            bench.clock.advance(Duration.ofSeconds(2 + random.nextInt(60)));
            String ulid = PLAYERS.get(random.nextInt(PLAYERS.size()));
            Link link = new Link(GUILDS.get(random.nextInt(GUILDS.size())), ulid);
            AwardKind kind = KINDS.get(random.nextInt(KINDS.size()));
            long game = 1L + random.nextInt(GAMES);
            int die = random.nextInt(100);
            if (die < 30) {
                earn(ulid, kind, game, bench.clock.instant());
            } else if (die < 42) {
                earn(ulid, kind, game, bench.clock.instant().minus(Duration.ofHours(1 + random.nextInt(100))));
            } else if (die < 50) {
                reearn(ulid, kind, game);
            } else if (die < 58) {
                bench.site.betweenPages = () -> bench.site.removeLatestOf(NOBODY, 1 + random.nextInt(3));
            } else if (die < 68) {
                register(link);
            } else if (die < 71) {
                unregister(link);
            } else if (die < 73) {
                startAnew(link.guild());
            } else if (die < 82) {
                weather();
            } else if (die < 86) {
                bench.site.killAfter(random.nextInt(6));
            } else if (die < 92) {
                bench.site.failAfter(random.nextInt(6));
            } else if (die < 94) {
                bench.killWhenAdded = true;
            } else if (die < 96) {
                pauseOrResume(link);
            } else if (die < 98) {
                turnOffOrOn(link.guild());
            } else if (die < 99) {
                bench.ahead = Duration.ofSeconds(random.nextInt(3) * (random.nextInt(61) - 30L));
                steps.add("ahead " + bench.ahead);
            } else if (!restarted) {
                restartNumbers();
            }
            if (random.nextInt(8) == 0) {
                reachTier(ulid, 50L + random.nextInt(2));
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                bench.site.add(NOBODY, AwardKind.MASTERED, 1_000 + random.nextInt(1_000), bench.clock.instant());
            }
            if (random.nextInt(3) == 0) {
                bench.clock.advance(Duration.ofSeconds(random.nextInt(300)));
                bench.run();
                steps.add("run " + bench.clock.instant());
                showAll();
            }
        }

        /** What was held back from a run appears before the next one. */
        private void showAll() {
            bench.site.showAll();
            heldBack.forEach(award -> {
                Earned earned = had(award);
                String ulid = award.substring(0, award.indexOf(' '));
                had.put(award, new Earned(earned.key(), earned.date(), bench.clock.instant()));
                // Where the list was read meanwhile, or isn't yet, it looks like a late award.
                active(ulid).keySet().forEach(link -> allow(link, award));
            });
            heldBack.clear();
        }

        private Earned had(String award) {
            return Objects.requireNonNull(had.get(award), award);
        }

        private Instant since(Link link) {
            return Objects.requireNonNull(links.get(link));
        }

        private void restartNumbers() {
            restarted = true;
            showAll();
            bench.site.restartNumbers();
            // Until the list is read, only the numbers say which of the earlier awards came later.
            owed.forEach((link, awards) -> {
                if (!bench.isListRead(link.guild(), link.ulid())) {
                    awards.removeIf(award -> !had(award).date().isAfter(since(link)));
                }
            });
            steps.add("numbers restart");
        }

        private void pauseOrResume(Link link) {
            if (links.containsKey(link)) {
                bench.pause(link.guild(), link.ulid());
                links.remove(link);
                owed.remove(link);
                allowed.remove(link);
                paused.add(link);
                steps.add("pause " + link);
            } else if (paused.remove(link)) {
                bench.resume(link.guild(), link.ulid());
                steps.add("resume " + link + " " + bench.siteNow());
                begins(link, laterOf(bench.siteNow(), begunAnew.getOrDefault(link.guild(), Instant.MIN)));
            }
        }

        private void turnOffOrOn(long guild) {
            if (silent.add(guild)) {
                bench.channels.off(guild, "awards", handle -> 0);
                links.keySet().stream().filter(link -> link.guild() == guild).forEach(owed::remove);
                steps.add("off " + guild);
            } else {
                silent.remove(guild);
                bench.channels.set(guild, "awards", guild * 10);
                steps.add("on " + guild + " " + bench.siteNow());
                beginAnew(guild);
            }
        }

        private void beginAnew(long guild) {
            Instant since = bench.siteNow();
            begunAnew.put(guild, since);
            links.keySet().stream()
                    .filter(link -> link.guild() == guild)
                    .toList()
                    .forEach(link -> begins(link, laterOf(since, since(link))));
        }

        private static Instant laterOf(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private Map<Link, Instant> active(String ulid) {
            return links.entrySet().stream()
                    .filter(link -> link.getKey().ulid().equals(ulid)
                            && !silent.contains(link.getKey().guild()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private void allow(Link link, String award) {
            allowed.computeIfAbsent(link, one -> new HashSet<>()).add(award);
        }

        private void owe(Link link, String award) {
            allow(link, award);
            owed.computeIfAbsent(link, one -> new HashSet<>()).add(award);
        }

        /** Whether it's clear of a new row that it came after the link's beginning, whatever its date. */
        private boolean isKnownToBeLater(Link link) {
            // What was learned from numbers is void once they restart.
            return restarted
                    ? bench.isListRead(link.guild(), link.ulid())
                    : bench.knowsOrder(link.guild(), link.ulid());
        }

        /** A first or a further tier of an event: the row keeps its number, and takes a new date. */
        private void reachTier(String ulid, long event) {
            Instant day = Instant.ofEpochSecond(bench.clock.instant().getEpochSecond());
            int tier = tiers.merge(ulid + event, 0, (before, first) -> before + 1);
            AwardKey key = new AwardKey(AwardKind.EVENT, event, tier);
            if (tier == 0) {
                bench.site.add(ulid, AwardKind.EVENT, event, day);
            } else {
                bench.site.reachNextTier(ulid, event, day);
                String before = ulid + " " + new AwardKey(AwardKind.EVENT, event, tier - 1).subject();
                owed.values().forEach(awards -> awards.remove(before));
            }
            shown(ulid, key, day);
        }

        private void shown(String ulid, AwardKey key, Instant day) {
            String award = ulid + " " + key.subject();
            had.put(award, new Earned(key, day, bench.clock.instant()));
            active(ulid).forEach((link, since) -> {
                allow(link, award);
                // Without the list it isn't sure what was there before; mostly it is read within seconds.
                if (day.isAfter(since) || (!key.isOfEvent() && isKnownToBeLater(link))) {
                    owe(link, award);
                }
            });
            steps.add("earn " + award + " " + day);
        }

        private void weather() {
            bench.site.secondWorks = random.nextInt(3) > 0;
            bench.site.listsWork = random.nextInt(3) > 0;
            bench.site.firstWorks = random.nextInt(3) > 0;
            steps.add("second " + bench.site.secondWorks + " lists " + bench.site.listsWork + " first "
                    + bench.site.firstWorks);
        }

        private static String name(String ulid, AwardKind kind, long game) {
            return ulid + " " + AwardKey.ofGame(kind, game).subject();
        }

        private void earn(String ulid, AwardKind kind, long game, Instant date) {
            AwardKey key = AwardKey.ofGame(kind, game);
            boolean inHardcore = key.inHardcore()
                    .filter(one -> had.containsKey(ulid + " " + one.subject()))
                    .isPresent();
            if (inHardcore || had.containsKey(name(ulid, kind, game))) {
                return;
            }
            key.inCasual().ifPresent(casual -> remove(ulid, casual.kind(), game));
            Instant day = Instant.ofEpochSecond(date.getEpochSecond());
            bench.site.add(ulid, kind, game, day);
            shown(ulid, key, day);
            if (random.nextInt(5) == 0) {
                bench.site.holdBackLatest();
                heldBack.add(name(ulid, kind, game));
                steps.add("held back");
            }
        }

        /** What goes before anybody saw it need not be announced. */
        private void remove(String ulid, AwardKind kind, long game) {
            bench.site.remove(ulid, kind, game);
            owed.forEach((link, awards) -> awards.remove(name(ulid, kind, game)));
            heldBack.remove(name(ulid, kind, game));
        }

        private void reearn(String ulid, AwardKind kind, long game) {
            Instant date = bench.site.date(ulid, kind, game);
            if (date != null) {
                remove(ulid, kind, game);
                bench.site.add(ulid, kind, game, date);
                // Before the list was read it looks like a late award.
                links.keySet().stream()
                        .filter(link -> link.ulid().equals(ulid) && !bench.isListRead(link.guild(), ulid))
                        .forEach(link -> allowed.computeIfAbsent(link, one -> new HashSet<>())
                                .add(name(ulid, kind, game)));
                had.put(name(ulid, kind, game), new Earned(AwardKey.ofGame(kind, game), date, bench.clock.instant()));
                steps.add("reearn " + name(ulid, kind, game));
            }
        }

        private void register(Link link) {
            if (links.containsKey(link) || paused.contains(link)) {
                return;
            }
            // One that was made while the site was away counts from then.
            Duration ago = Duration.ofSeconds((long) random.nextInt(2) * random.nextInt(600));
            Instant registered = bench.siteNow().minus(ago);
            bench.register(link.guild(), link.ulid(), registered);
            Instant since = laterOf(registered, begunAnew.getOrDefault(link.guild(), Instant.MIN));
            steps.add("register " + link + " " + since);
            begins(link, since);
            if (active(link.ulid()).containsKey(link)) {
                allowed.getOrDefault(link, Set.of()).stream()
                        .filter(award -> had(award).date().isAfter(since))
                        .toList()
                        .forEach(award -> owe(link, award));
            }
        }

        private void begins(Link link, Instant since) {
            links.put(link, since);
            owed.remove(link);
            if (active(link.ulid()).containsKey(link)) {
                had.forEach((award, earned) -> {
                    if (award.startsWith(link.ulid())
                            && bench.site.shows(link.ulid(), earned.key())
                            && earned.shownAt().isAfter(since)) {
                        allow(link, award);
                    }
                });
            }
            bench.clock.advance(Duration.ofSeconds(2));
        }

        private void unregister(Link link) {
            if (links.remove(link) != null) {
                bench.unregister(link.guild(), link.ulid());
                owed.remove(link);
                allowed.remove(link);
                steps.add("unregister " + link);
            }
        }

        private void startAnew(long guild) {
            bench.database.useTransactionAlone(handle -> {
                bench.guilds.beginAnew(handle, guild, bench.siteNow());
                bench.players.startAnew(handle, guild, bench.siteNow());
            });
            steps.add("start anew " + guild + " " + bench.siteNow());
            Instant since = bench.siteNow();
            links.replaceAll((link, before) -> link.guild() == guild ? since : before);
            beginAnew(guild);
        }

        String told() {
            return String.join("\n", steps);
        }

        void comesToRest() {
            showAll();
            bench.ahead = Duration.ZERO;
            bench.site.secondWorks = true;
            bench.site.listsWork = true;
            bench.site.firstWorks = true;
            bench.killWhenAdded = false;
            bench.site.killAfter(-1);
            bench.site.failAfter(-1);
            for (int i = 0; i < 4; i++) {
                bench.lookAfter(Duration.ofMinutes(61));
            }
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void eachAwardIsAnnouncedOnceAndNoneIsLost(@ForAll long seed) throws IOException {
        Path folder = Files.createTempDirectory("herald-awards");
        Path file = MigratedFile.at(folder.resolve("herald.db"));
        try (AwardBench bench = new AwardBench(DatabaseAddress.of("jdbc:sqlite:" + file + "?synchronous=OFF"))) {
            Life life = new Life(bench, seed);
            for (int i = 0; i < 100; i++) {
                life.step();
            }
            life.comesToRest();

            for (long guild : GUILDS) {
                List<String> announced = bench.subjects(guild);
                Set<String> owed = new HashSet<>();
                Set<String> allowed = new HashSet<>();
                for (String ulid : PLAYERS) {
                    owed.addAll(life.owed.getOrDefault(new Link(guild, ulid), Set.of()));
                    allowed.addAll(life.allowed.getOrDefault(new Link(guild, ulid), Set.of()));
                }
                assertThat(announced).as("server %d: %s", guild, life.told()).doesNotHaveDuplicates();
                assertThat(announced).as("server %d: %s", guild, life.told()).containsAll(owed);
                assertThat(allowed).as("server %d: %s", guild, life.told()).containsAll(announced);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path one : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
