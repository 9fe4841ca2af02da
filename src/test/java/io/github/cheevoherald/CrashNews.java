package io.github.cheevoherald;

import io.github.cheevoherald.CrashTally.Read;
import io.github.cheevoherald.CrashWorld.Gamer;
import io.github.cheevoherald.CrashWorld.Guild;
import io.github.cheevoherald.sandbox.site.EventPair;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.Leaderboards;
import io.github.cheevoherald.sandbox.site.SetWork;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * News of events, sets and leaderboards, for the servers that have chosen them: the first one hears of events and sets in
 * a channel of their own, the second one of leaderboards, and the third one of events among its unlocks.
 *
 * <p>Scores are read a quarter of an hour after a sitting. So whoever makes them plays only while the bot is down, and each
 * time the site's clock is a quarter of an hour further when it is back. Ours isn't, which the bot has to find out first.
 */
final class CrashNews {
    private static final Duration SITTING = Duration.ofMinutes(14);
    private static final Duration LONG_AGO = Duration.ofDays(40);
    private static final Duration A_WEEK = Duration.ofDays(7);
    private static final List<String> DEVELOPERS = List.of("Dev", "Eve");

    private final CrashWorld crash;
    private final List<Gamer> scorers = new ArrayList<>();
    private final List<Long> games = new ArrayList<>();
    private final Set<Read> seen = ConcurrentHashMap.newKeySet();
    private final List<Scored> scored = new ArrayList<>();
    private Random random = new Random(0);
    private boolean isOn;
    private boolean knowsGames;
    private boolean knowsScores;
    private long ownChannel;
    private long scores;
    private long fair;
    private long rally;
    private @Nullable Read week;
    private int events;
    private int sets;

    /** A player's best score on a leaderboard. */
    private record Scored(Gamer gamer, long board, long score, Read read) {}

    CrashNews(CrashWorld crash) {
        this.crash = crash;
    }

    /** Makes the world ready, before the bot is started for the first time. */
    void prepare(Random random, int kills) {
        this.random = random;
        isOn = true;
        SiteWorld world = world();
        var unused = crash.discord.chat().listen((change, message) -> seen.addAll(CrashTally.read(message)));
        ownChannel = crash.discord.channels().create(first().id(), "news");
        scores = crash.discord.channels().create(second().id(), "scores");
        fair = world.addGame("Fair", Game.EVENTS).id();
        rally = world.addGame("Rally", "NES").id();
        scorers.add(crash.gamer("Scorer1", List.of(second())));
        scorers.add(crash.gamer("Scorer2", List.of(second())));
        DEVELOPERS.forEach(world::addPlayer);
        // As on the site, there has been work on sets before, or the bot wouldn't look for versions yet.
        SetWork.Version unusedVersion =
                world.setWork().complete(world.addGame("Old", "NES").id(), DEVELOPERS);
        for (int number = 0; number <= kills / 2; number++) {
            long game = world.addGame("Reworked " + number, "NES").id();
            long achievement =
                    world.addAchievement(game, "Begin", "Press start", 5).id();
            for (Gamer gamer : membersOfTheFirst()) {
                world.unlock(gamer.ulid(), achievement, true, world.now().minus(LONG_AGO), world.now());
            }
            games.add(game);
        }
    }

    private SiteWorld world() {
        return crash.site.world();
    }

    private Guild first() {
        return crash.guilds.get(0);
    }

    private Guild second() {
        return crash.guilds.get(1);
    }

    private Guild third() {
        return crash.guilds.get(2);
    }

    private List<Gamer> membersOfTheFirst() {
        return crash.gamers.stream()
                .filter(gamer -> gamer.guilds().contains(first()))
                .toList();
    }

    /** Players who do nothing but make scores. */
    List<Gamer> scorers() {
        return scorers;
    }

    /** Has the servers choose the kinds. */
    void turnOn() {
        if (isOn) {
            choose(first(), "events", ownChannel);
            choose(first(), "sets", ownChannel);
            choose(second(), "leaderboards", scores);
            choose(third(), "events", third().feed());
        }
    }

    private void choose(Guild guild, String kind, long channel) {
        crash.ask(guild, guild.admin(), "feed set", Map.of("channel", channel, "kind", kind));
    }

    /** Looks into the running bot's database: news that it can't know to be news would be silent. */
    void look() {
        if (isOn && !knowsGames) {
            knowsGames = crash.count("SELECT count(*) FROM set_looks WHERE list = 'FIRST_VERSIONS'") == 1
                    && crash.count("SELECT count(*) FROM interest_reads WHERE games_known = 1")
                            >= membersOfTheFirst().size();
        }
        if (isOn && !knowsScores) {
            knowsScores = crash.count("SELECT count(DISTINCT player_id) FROM score_reads WHERE game_id = " + rally)
                    >= scorers.size();
        }
    }

    /** Whether there can be news of every kind. */
    boolean isReady() {
        look();
        return !isOn || (knowsGames && knowsScores);
    }

    /** Something new on the site, while the bot is running or not. */
    void happen(CrashScript script) {
        if (!isOn) {
            return;
        }
        switch (random.nextInt(4)) {
            case 0 -> turnTheWeek(script);
            case 1 -> begin(script);
            default -> complete(script);
        }
    }

    /** A sitting while the bot is down. */
    void sit(CrashScript script) {
        if (!isOn) {
            return;
        }
        for (Gamer scorer : scorers) {
            script.unlock(scorer, script.achievement(rally), true, script.soon(scorer), crash.siteClock.instant());
            if (knowsScores) {
                score(scorer);
            }
        }
        crash.siteClock.skip(SITTING);
    }

    private void score(Gamer scorer) {
        Scored own = random.nextInt(3) == 0 ? announced(scorer) : null;
        if (own == null) {
            String title = "Lap " + scored.size();
            long board =
                    world().leaderboards().add(rally, title, "Be fast", false).id();
            submit(scorer, board, 1 + random.nextInt(1_000));
        } else {
            scored.remove(own);
            submit(scorer, own.board(), own.score() + 1);
        }
    }

    /** One that may be bettered: a score that is replaced before the bot has seen it is never announced. */
    private @Nullable Scored announced(Gamer scorer) {
        return scored.stream()
                .filter(one -> one.gamer().name().equals(scorer.name()) && seen.contains(one.read()))
                .findAny()
                .orElse(null);
    }

    private void submit(Gamer scorer, long board, long score) {
        Leaderboards.Entry entry = world().leaderboards().submit(scorer.name(), board, score);
        Read read = CrashTally.score(scorer.name(), board, entry.updatedAt());
        crash.tally.expect(scores, read);
        scored.add(new Scored(scorer, board, score, read));
    }

    /** A week ends only after its achievement was announced: one that is over is no news. */
    private void turnTheWeek(CrashScript script) {
        if (week == null || seen.contains(week)) {
            EventPair pair = world().eventPairs().turnTheWeek(script.achievement(rally));
            week = expect(pair);
        }
    }

    private void begin(CrashScript script) {
        Instant now = world().now();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            long original = script.achievement(rally);
            expect(world().eventPairs().copy(original, fair, now, now.plus(A_WEEK), "Day " + events));
        }
    }

    /** An event lists a copy of an achievement from now on. */
    void listed(long original, long copy) {
        if (isOn) {
            expect(world().eventPairs().list(original, copy, world().now(), null, null));
        }
    }

    private Read expect(EventPair pair) {
        long original = pair.original() == null ? pair.copy() : pair.original();
        Read read = CrashTally.event(original, pair.from() == null ? Instant.EPOCH : pair.from());
        crash.tally.expect(ownChannel, read);
        crash.tally.expect(third().feed(), read);
        events++;
        return read;
    }

    /** Each game gets a set, and then a revision of it. */
    private void complete(CrashScript script) {
        int number = sets / 2;
        if (knowsGames && number < games.size()) {
            long game = games.get(number);
            if (sets % 2 == 1) {
                script.achievement(game);
            }
            SetWork.Version unused =
                    world().setWork().complete(game, DEVELOPERS.subList(0, 1 + random.nextInt(DEVELOPERS.size())));
            List<SetWork.Claim> claims = world().setWork().claims();
            Instant finishedAt = claims.get(claims.size() - 1).finishedAt();
            crash.tally.expect(ownChannel, CrashTally.set(game, finishedAt));
            sets++;
        }
    }

    /** Whether there was something of every kind, or nothing was wanted. */
    boolean hadEveryKind() {
        return !isOn || (events > 0 && sets > 0 && !scored.isEmpty());
    }

    @Override
    public String toString() {
        return "events " + events + ", sets " + sets + ", leaderboards with scores " + scored.size();
    }
}
