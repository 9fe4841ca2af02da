package io.github.cheevoherald;

import io.github.cheevoherald.CrashTally.Read;
import io.github.cheevoherald.CrashWorld.Gamer;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the players unlock, step by step, from a seed; the tally records every step. */
final class CrashScript {
    private static final String[] CONSOLES = {"SNES", "Mega Drive", "Game Boy", "PlayStation"};

    private final CrashWorld crash;
    private final SiteWorld world;
    private final Random random;
    private final List<Long> games = new ArrayList<>();
    private final long event;
    private final List<Softcore> softcore = new ArrayList<>();
    private final Set<Read> seen = ConcurrentHashMap.newKeySet();
    private int awards;
    private int achievements;
    private int unlocks;

    CrashScript(CrashWorld crash, Random random) {
        this.crash = crash;
        this.world = crash.site.world();
        this.random = random;
        for (String console : CONSOLES) {
            long game = world.addGame("Game of the " + console, console).id();
            // Otherwise somebody could happen to master it.
            world.addAchievement(game, "Nobody has this", "Do what can't be done", 50);
            games.add(game);
        }
        event = world.addGame("Week of Wonders", Game.EVENTS).id();
        var unused = crash.discord.chat().listen((change, message) -> seen.addAll(CrashTally.read(message)));
    }

    private record Softcore(Gamer gamer, long achievement, Read read) {}

    /** One step by somebody: mostly a single unlock, now and then something rarer. */
    Gamer step() {
        Gamer gamer = crash.gamers.get(random.nextInt(crash.gamers.size()));
        int die = random.nextInt(100);
        if (die < 12) {
            beat(gamer);
        } else if (die < 52) {
            single(gamer, soon(gamer), now());
        } else if (die < 60) {
            single(gamer, second(gamer, now().minus(Duration.ofHours(24 + random.nextInt(200)))), now());
        } else if (die < 67) {
            single(gamer, soon(gamer), now().plusMillis(random.nextInt(15_000)));
        } else if (die < 76) {
            upgrade(gamer);
        } else if (die < 83) {
            twin(gamer);
        } else if (die < 86) {
            unlock(gamer, achievement(event), true, soon(gamer), now());
        } else if (die < 96) {
            burst(gamer, 2 + random.nextInt(8));
        } else {
            burst(gamer, 11 + random.nextInt(6));
        }
        return gamer;
    }

    /** How many awards should be announced. */
    int awards() {
        return awards;
    }

    /** An award for somebody. */
    void award() {
        beat(crash.gamers.get(random.nextInt(crash.gamers.size())));
    }

    /** An unlock with which a game is beaten, so that there's an award, too. */
    private void beat(Gamer gamer) {
        long game =
                world.addGame("Short game " + (achievements + 1), CONSOLES[0]).id();
        long achievement = achievement(game);
        world.updateAchievement(achievement, one -> one.withType("win_condition"));
        Instant date = soon(gamer);
        unlock(gamer, achievement, random.nextBoolean(), date, now());
        expect(gamer, CrashTally.game(game), date, true);
        awards++;
    }

    /** An unlock that's visible at once and belongs in each of the player's feeds. */
    void plain(Gamer gamer) {
        unlock(gamer, achievement(game()), true, soon(gamer), now());
    }

    private void single(Gamer gamer, Instant date, Instant visibleAt) {
        long achievement = achievement(game());
        boolean hardcore = random.nextInt(10) < 6;
        Read read = unlock(gamer, achievement, hardcore, date, visibleAt);
        if (!hardcore) {
            softcore.add(new Softcore(gamer, achievement, read));
        }
    }

    /** Only upgrades a softcore unlock that was announced, because the site no longer shows it afterwards. */
    private void upgrade(Gamer otherwise) {
        for (Softcore candidate : softcore) {
            if (seen.contains(candidate.read())) {
                softcore.remove(candidate);
                Instant date = soon(candidate.gamer());
                world.upgrade(candidate.gamer().ulid(), candidate.achievement(), date, now());
                expect(candidate.gamer(), CrashTally.achievement(candidate.achievement()), date, true);
                return;
            }
        }
        single(otherwise, soon(otherwise), now());
    }

    /** An event's copy becomes visible together with its original and isn't announced. */
    private void twin(Gamer gamer) {
        long original = achievement(game());
        long copy = achievement(event);
        Instant visibleAt = now().plusMillis(300);
        crash.news.listed(original, copy);
        unlock(gamer, original, true, soon(gamer), visibleAt);
        world.twin(gamer.ulid(), original, copy, visibleAt);
    }

    private void burst(Gamer gamer, int count) {
        long game = game();
        Instant visibleAt = now().plusMillis(300);
        for (int i = 0; i < count; i++) {
            unlock(gamer, achievement(game), true, soon(gamer), visibleAt);
        }
    }

    Read unlock(Gamer gamer, long achievement, boolean hardcore, Instant date, Instant visibleAt) {
        world.unlock(gamer.ulid(), achievement, hardcore, date, visibleAt);
        return expect(gamer, CrashTally.achievement(achievement), date, hardcore);
    }

    /** How many unlocks so far should be announced. */
    int unlocks() {
        return unlocks;
    }

    private Read expect(Gamer gamer, String subject, Instant date, boolean hardcore) {
        Read read = new Read(gamer.name(), subject, date.getEpochSecond());
        unlocks++;
        gamer.guilds().stream()
                .filter(guild -> crash.tastes.wants(guild, hardcore))
                .forEach(guild -> crash.tally.expect(guild.feed(), read));
        return read;
    }

    private Instant now() {
        return crash.siteClock.instant();
    }

    Instant soon(Gamer gamer) {
        return second(gamer, now());
    }

    /** The last second before then in which the player did nothing else. */
    private static Instant second(Gamer gamer, Instant wanted) {
        long second = wanted.getEpochSecond();
        while (!gamer.seconds().add(second)) {
            second--;
        }
        return Instant.ofEpochSecond(second);
    }

    private long game() {
        return games.get(random.nextInt(games.size()));
    }

    /** Another achievement, now and then with a title that looks like formatting. */
    long achievement(long game) {
        achievements++;
        String title = "Feat " + achievements + (achievements % 7 == 0 ? " [*of* `old`](x)" : "");
        return world.addAchievement(game, title, "Do what was said", 1 + achievements % 50)
                .id();
    }
}
