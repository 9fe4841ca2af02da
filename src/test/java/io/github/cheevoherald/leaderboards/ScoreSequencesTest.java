package io.github.cheevoherald.leaderboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.leaderboards.ScoreBench.Board;
import io.github.cheevoherald.leaderboards.ScoreBench.Scored;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.MigratedFile;
import io.github.cheevoherald.store.StoreKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives: whatever happens in whatever order, each score is announced once where it is wanted, or rightly never. */
final class ScoreSequencesTest {
    private static final int STEPS = 400;
    private static final List<Long> GUILDS = List.of(ScoreBench.HOME, ScoreBench.AWAY);
    private static final List<Long> PLAYERS = List.of(ScoreBench.ANN, ScoreBench.BEN, ScoreBench.CID);
    private static final List<String> NAMES = List.of("Ann", "Ben", "Cid");

    @TempDir
    private Path folder;

    /** What the model knows of a player on a leaderboard. */
    private record Spot(long player, long board) {}

    private record Key(long player, long board, long score) {}

    private record Seen(long score, int rank) {}

    private final Map<Spot, Seen> latest = new HashMap<>();
    private final Set<Key> seen = new HashSet<>();
    private final Set<Spot> readGames = new HashSet<>();

    /** For whom an empty answer has to be repeated. */
    private final Set<Long> doubted = new HashSet<>();

    private final Map<Long, Instant> begun = new TreeMap<>();
    private final Map<Spot, Instant> registered = new HashMap<>();
    private final List<String> expected = new ArrayList<>();
    private ScoreBench bench;
    private Random random = new Random(0);

    @BeforeEach
    void open() {
        String address = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"));
        bench = new ScoreBench(Database.open(address, MutableClock.at("2026-11-29T12:00:00Z")));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void eachScoreIsAnnouncedOnceWhereItIsWanted(long seed) {
        random = new Random(seed);
        bench.board(1, 7, true);
        bench.board(2, 7, false);
        bench.board(3, 8, false);
        for (int i = 0; i < STEPS; i++) {
            bench.pass(Duration.ofSeconds(1 + random.nextInt(50)));
            step();
        }
        checkAnnouncements();
    }

    private void step() {
        long player = PLAYERS.get(random.nextInt(PLAYERS.size()));
        long guild = GUILDS.get(random.nextInt(GUILDS.size()));
        Board board = Objects.requireNonNull(bench.boards.get(1L + random.nextInt(3)));
        Spot link = new Spot(player, guild);
        switch (random.nextInt(12)) {
            case 0 -> turn(guild);
            case 1 -> register(link);
            case 2 -> board.scores.remove(player);
            case 3 -> board.hidden = random.nextInt(4) == 0;
            case 4 ->
                bench.order = random.nextBoolean()
                        ? Comparator.comparing(LeaderboardEntry::id)
                        : Comparator.comparing(LeaderboardEntry::score).reversed();
            case 5 ->
                board.scores.put(
                        player,
                        new Scored(
                                random.nextInt(30), bench.clock.instant().minus(Duration.ofDays(random.nextInt(9)))));
            case 6, 7, 8 -> bench.score(player, board, random.nextInt(30));
            default -> sitting(player);
        }
    }

    private void turn(long guild) {
        if (begun.remove(guild) == null) {
            begun.put(guild, bench.clock.instant());
            bench.turnOn(guild, bench.clock.instant());
        } else if (random.nextBoolean()) {
            bench.turnOff(guild);
        } else {
            begun.put(guild, bench.clock.instant());
            bench.turnOff(guild);
            bench.turnOn(guild, bench.clock.instant());
        }
    }

    private void register(Spot link) {
        if (registered.remove(link) != null) {
            bench.unregister(link.board(), link.player());
        }
        if (random.nextInt(3) > 0) {
            registered.put(link, bench.clock.instant());
            bench.register(link.board(), link.player(), bench.clock.instant());
        }
    }

    /** One after the other, so that the model needn't know the order. */
    private void sitting(long player) {
        bench.pass(Duration.ofSeconds(2));
        Optional<Spot> waiting = random.nextInt(4) == 0 ? notesRegistration(player) : Optional.empty();
        Instant noted = bench.clock.instant();
        List<Long> games = random.nextBoolean() ? List.of(7L, 8L) : List.of(random.nextBoolean() ? 7L : 8L);
        boolean sits = isWanted(player);
        plays(player, games);
        if (random.nextInt(8) == 0) {
            sits &= loses(player);
        }
        bench.pass(Sittings.QUIET.plusSeconds(1));
        if (waiting.isPresent()) {
            asks(0);
            settles(waiting.get(), noted);
        }
        bench.siteAhead = Duration.ofDays(random.nextInt(4) == 0 ? random.nextInt(5) - 2 : 0);
        if (sits && isWanted(player)) {
            while (!reads(player, games)) {
                bench.pass(Duration.ofHours(2));
                maybeRestart();
            }
        }
        asks(0);
        bench.siteAhead = Duration.ZERO;
    }

    private boolean isWanted(long player) {
        return GUILDS.stream()
                .anyMatch(guild -> begun.containsKey(guild) && registered.containsKey(new Spot(player, guild)));
    }

    private void asks(int times) {
        int before = bench.asked.size();
        bench.run();
        assertThat(bench.asked.size() - before).isEqualTo(times);
    }

    /** With an unlock, or in the list of who is active, which a new process reads again. */
    private void plays(long player, List<Long> games) {
        if (games.size() > 1 || random.nextBoolean()) {
            bench.plays(player, games.stream().mapToLong(Long::longValue).toArray());
            maybeRestart();
        } else {
            asks(0);
            for (int i = 0; i < 2; i++) {
                maybeRestart();
                bench.isActive(NAMES.get((int) player - 1), bench.clock.instant(), bench.clock.instant(), games.get(0));
            }
        }
        asks(0);
    }

    private void maybeRestart() {
        if (random.nextInt(4) == 0) {
            bench.restart();
            doubted.clear();
        }
    }

    /** The site doesn't have the player for a moment, or for longer than the bot believes in their return. */
    private boolean loses(long player) {
        boolean forLong = random.nextInt(3) == 0;
        bench.gone(
                player,
                bench.clock.instant().minus(Duration.ofDays(forLong ? 8 : 1)).toEpochMilli());
        asks(0);
        bench.gone(player, null);
        bench.run();
        return !forLong;
    }

    /** A member of a server asks for a link, and the site doesn't answer. */
    private Optional<Spot> notesRegistration(long player) {
        Optional<Spot> link = GUILDS.stream()
                .map(guild -> new Spot(player, guild))
                .filter(one -> !registered.containsKey(one))
                .findFirst();
        link.ifPresent(one -> {
            String name = NAMES.get((int) player - 1).toLowerCase(Locale.ROOT);
            bench.notesRegistration(one.board(), player, name, bench.clock.instant());
            bench.pass(Duration.ofSeconds(1));
            Objects.requireNonNull(bench.boards.get(1L + random.nextInt(3)))
                    .scores
                    .put(player, new Scored(random.nextInt(30), bench.clock.instant()));
        });
        return link;
    }

    private void settles(Spot link, Instant noted) {
        registered.put(link, noted);
        bench.confirmsRegistration(link.board(), link.player(), noted);
    }

    /** One answer of the site's; true if it was recorded. */
    private boolean reads(long player, List<Long> games) {
        Outcome<ApiPage<LeaderboardEntry>> answer = answer(player, games);
        bench.faults.add(answer);
        boolean fails = failsToRecord(random.nextInt(6) == 0);
        if (answer.found().isEmpty()) {
            return false;
        }
        ApiPage<LeaderboardEntry> page = answer.found().get();
        boolean isRepeated = doubted.remove(player);
        if (page.rows().isEmpty() && !isRepeated && knowsScores(player, games)) {
            doubted.add(player);
            return false;
        }
        if (!fails) {
            games.forEach(game -> read(player, game, page));
            games.forEach(game -> readGames.add(new Spot(player, game)));
        }
        return !fails;
    }

    /** Asks, and tells whether the database refused an announcement, with which the whole transaction fails. */
    private boolean failsToRecord(boolean refuses) {
        if (!refuses) {
            asks(1);
            return false;
        }
        bench.database.useTransaction(handle -> StoreKind.SQLITE.trigger(
                handle, "no_outbox", "BEFORE INSERT ON outbox", StoreKind.SQLITE.refusing("full")));
        boolean fails = false;
        try {
            asks(1);
        } catch (RuntimeException e) {
            fails = true;
        }
        bench.database.useTransaction(handle -> StoreKind.SQLITE.dropTrigger(handle, "no_outbox", "outbox"));
        return fails;
    }

    private boolean knowsScores(long player, List<Long> games) {
        return bench.boards.values().stream()
                .filter(board -> games.contains(board.game))
                .anyMatch(board -> latest.containsKey(new Spot(player, board.about.id())));
    }

    /** The right answer more often than not. */
    private Outcome<ApiPage<LeaderboardEntry>> answer(long player, List<Long> games) {
        List<LeaderboardEntry> all = bench.entries(ScoreBench.ulid(NAMES.get((int) player - 1)), games);
        List<LeaderboardEntry> some =
                all.stream().filter(entry -> random.nextBoolean()).toList();
        return switch (random.nextInt(14)) {
            case 0 -> new Outcome.Unavailable<>("down");
            case 1 -> new Outcome.Malformed<>("nonsense");
            case 2, 3 -> ScoreBench.answered(List.of());
            case 4, 5 ->
                some.isEmpty() ? new Outcome.Malformed<>("") : ScoreBench.answered(some, all.size() - some.size());
            case 6 ->
                ScoreBench.answered(all.stream()
                        .map(entry -> some.contains(entry) ? entry : unranked(entry))
                        .toList());
            default -> ScoreBench.answered(all);
        };
    }

    private static LeaderboardEntry unranked(LeaderboardEntry entry) {
        return new LeaderboardEntry(
                entry.id(), entry.board(), entry.score(), entry.formattedScore(), null, entry.updatedAt());
    }

    private void read(long player, long game, ApiPage<LeaderboardEntry> answer) {
        for (Board board : bench.boards.values()) {
            if (board.game != game) {
                continue;
            }
            Spot spot = new Spot(player, board.about.id());
            Optional<LeaderboardEntry> entry = answer.rows().stream()
                    .filter(one -> one.board().id() == spot.board())
                    .findFirst();
            if (entry.isEmpty() && answer.skipped() == 0) {
                latest.remove(spot);
            }
            Integer rank = entry.map(LeaderboardEntry::rank).orElse(null);
            if (rank == null) {
                continue;
            }
            Scored scored = Objects.requireNonNull(board.scores.get(player));
            Seen before = latest.put(spot, new Seen(scored.score(), rank));
            boolean isNew = seen.add(new Key(player, board.about.id(), scored.score()));
            boolean better = before == null || ScoreComparison.isBetter(board.about, scored.score(), before.score());
            if (isNew && better && readGames.contains(new Spot(player, game))) {
                GUILDS.forEach(guild -> expect(guild, player, board, scored, before, rank));
            }
        }
    }

    private void expect(long guild, long player, Board board, Scored scored, @Nullable Seen before, int rank) {
        Instant link = registered.get(new Spot(player, guild));
        Instant feed = begun.get(guild);
        if (link == null || feed == null) {
            return;
        }
        Instant since = seconds(link.isAfter(feed) ? link : feed);
        if (!scored.date().isAfter(since)) {
            return;
        }
        List<String> overtaken = new ArrayList<>();
        for (long rival : PLAYERS) {
            Seen theirs = latest.get(new Spot(rival, board.about.id()));
            if (theirs == null || rival == player || !registered.containsKey(new Spot(rival, guild))) {
                continue;
            }
            if (ScoreComparison.isBetter(board.about, scored.score(), theirs.score())
                    && (before == null || !ScoreComparison.isBetter(board.about, before.score(), theirs.score()))) {
                overtaken.add(NAMES.get((int) rival - 1));
            }
        }
        // Three players: everybody is among the first ten.
        boolean placed = before == null || (rank == 1 && before.rank() > 1);
        assertThat(placed || before != null || !overtaken.isEmpty()).isTrue();
        expected.add(guild + " " + NAMES.get((int) player - 1) + " " + board.about.id() + " " + scored.score() + " #"
                + rank + " " + (before == null ? "-" : before.score()) + " " + overtaken);
    }

    private static Instant seconds(Instant instant) {
        return Instant.ofEpochSecond(instant.getEpochSecond());
    }

    private void checkAnnouncements() {
        List<String> announced = new ArrayList<>();
        for (long guild : GUILDS) {
            Set<String> once = new HashSet<>();
            for (PlayersScore one : bench.scores(guild)) {
                Score score = one.score();
                String before = score.before() == null ? "-" : score.before().replace(" points", "");
                String formatted = score.formatted().replace(" points", "");
                announced.add(guild + " " + one.player().name() + " " + score.leaderboardId() + " " + formatted + " #"
                        + score.rank() + " " + before + " "
                        + score.overtaken().stream()
                                .map(member -> member.name())
                                .toList());
                assertThat(once.add(one.player().name() + score.leaderboardId() + " " + formatted))
                        .as("once")
                        .isTrue();
            }
        }
        assertThat(announced).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(announced).as("a life in which something happens").hasSizeGreaterThan(2);
    }
}
