package io.github.cheevoherald.leaderboards;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.retroachievements.ActivePlayer;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.LeaderboardEntry;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SecondApi;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everything of the kind from the sign of play to the outbox, on a site that is a few maps. */
final class ScoreBench implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-29T12:00:00Z");
    static final long HOME = 10;
    static final long AWAY = 20;
    static final long ANN = 1;
    static final long BEN = 2;
    static final long CID = 3;
    static final long GAME = 7;

    final MutableClock clock = new MutableClock(START);

    /** How far our estimate of the site's time is ahead. */
    Duration siteAhead = Duration.ZERO;

    private final InstantSource siteTime = () -> clock.instant().plus(siteAhead);
    private final Clock siteClock = siteTime.withZone(ZoneOffset.UTC);
    final Database database;
    final Outbox outbox;
    final Sittings sittings;
    SignsOfPlay signs = new SignsOfPlay();
    final List<String> asked = new ArrayList<>();
    final TreeMap<Long, Board> boards = new TreeMap<>();

    /** The site's next answers instead of the right ones; null for a right one. */
    final List<@Nullable Outcome<ApiPage<LeaderboardEntry>>> faults = new ArrayList<>();

    int wakes;
    Comparator<LeaderboardEntry> order = Comparator.comparing(LeaderboardEntry::id);
    private LeaderboardCheck check;

    /** A leaderboard, and the scores of players by number. */
    static final class Board {
        final LeaderboardEntry.Board about;
        final long game;
        final TreeMap<Long, Scored> scores = new TreeMap<>();
        boolean hidden;

        Board(long id, long game, boolean lowerIsBetter) {
            this.game = game;
            about = new LeaderboardEntry.Board(
                    id,
                    "Board " + id,
                    "",
                    lowerIsBetter,
                    new LeaderboardEntry.Game(game, "Game " + game, "http://media/" + game + ".png", "SNES"));
        }

        int rank(long player) {
            long score = Objects.requireNonNull(scores.get(player)).score();
            return 1
                    + (int) scores.values().stream()
                            .filter(other -> ScoreComparison.isBetter(about, other.score(), score))
                            .count();
        }
    }

    record Scored(long score, Instant date) {}

    ScoreBench(Database database) {
        this.database = database;
        outbox = new Outbox(database, ScoreAnnouncement.STORED);
        sittings = new Sittings(database, clock, siteClock);
        check = check();
        database.useTransaction(handle -> {
            for (String name : List.of("Ann", "Ben", "Cid")) {
                handle.execute(
                        "INSERT INTO players (ulid, name, picture, profile_at_ms) VALUES (?, ?, '/UserPic/x.png', 0)",
                        ulid(name),
                        name);
            }
        });
    }

    private LeaderboardCheck check() {
        SiteLinks links = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
        ScoreRecorder recorder = new ScoreRecorder(database, sittings, outbox, links, clock);
        return new LeaderboardCheck(api()::leaderboardEntries, signs, sittings, recorder, siteClock, () -> wakes++);
    }

    /** The process ends, and another begins that doesn't know the site's time yet. */
    void restart() {
        signs = new SignsOfPlay();
        check = check();
        check.lookOut();
    }

    static String ulid(String name) {
        return "01" + name.toUpperCase(Locale.ROOT);
    }

    private SecondApi api() {
        return (SecondApi) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {SecondApi.class}, (proxy, method, arguments) -> {
                    asked.add(arguments[0] + " " + arguments[1]);
                    Outcome<ApiPage<LeaderboardEntry>> fault = faults.isEmpty() ? null : faults.remove(0);
                    return fault != null ? fault : answered(entries((String) arguments[0], arguments[1]));
                });
    }

    /** The site's answer with these entries. */
    static Outcome<ApiPage<LeaderboardEntry>> answered(List<LeaderboardEntry> entries) {
        return answered(entries, 0);
    }

    /** The site's answer with these entries, and so many that can't be read. */
    static Outcome<ApiPage<LeaderboardEntry>> answered(List<LeaderboardEntry> entries, int unreadable) {
        return new Outcome.Found<>(new ApiPage<>(entries, false, entries.size() + unreadable, unreadable));
    }

    /** A player asks for a link, which the site can't confirm yet. */
    void notesRegistration(long guild, long player, String name, Instant at) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO noted_registrations (guild_id, member_id, username, noted_at) VALUES (?, ?, ?, ?)",
                guild,
                100 + player,
                name,
                at.getEpochSecond()));
    }

    /** The site confirms it. */
    void confirmsRegistration(long guild, long player, Instant notedAt) {
        database.useTransaction(handle -> handle.execute("DELETE FROM noted_registrations"));
        register(guild, player, notedAt);
    }

    /** What the site shows of a player in these games. */
    List<LeaderboardEntry> entries(String ulid, Object games) {
        long player = List.of(ulid("Ann"), ulid("Ben"), ulid("Cid")).indexOf(ulid) + 1L;
        List<LeaderboardEntry> entries = new ArrayList<>();
        for (Board board : boards.values()) {
            Scored scored = board.scores.get(player);
            if (scored != null && !board.hidden && ((Collection<?>) games).contains(board.game)) {
                entries.add(new LeaderboardEntry(
                        board.about.id() * 10 + player,
                        board.about,
                        scored.score(),
                        scored.score() + " points",
                        board.rank(player),
                        scored.date()));
            }
        }
        entries.sort(order);
        return entries;
    }

    void turnOn(long guild, Instant begunAt) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO feeds (guild_id, kind, channel_id, begun_at) VALUES (?, 'leaderboards', 5, ?)",
                guild,
                begunAt.getEpochSecond()));
    }

    void turnOff(long guild) {
        database.useTransaction(handle -> handle.execute("DELETE FROM feeds WHERE guild_id = ?", guild));
    }

    /** Since when the site doesn't have the player; null if it has. */
    void gone(long player, @Nullable Long since) {
        database.useTransaction(
                handle -> handle.execute("UPDATE players SET gone_since_ms = ? WHERE player_id = ?", since, player));
    }

    void register(long guild, long player, Instant at) {
        database.useTransaction(handle -> handle.execute(
                "INSERT INTO registrations (guild_id, member_id, player_id, registered_at, baselined) VALUES (?, ?, ?, ?, 1)",
                guild,
                100 + player,
                player,
                at.getEpochSecond()));
    }

    void unregister(long guild, long player) {
        database.useTransaction(handle ->
                handle.execute("DELETE FROM registrations WHERE guild_id = ? AND player_id = ?", guild, player));
    }

    Board board(long id, boolean lowerIsBetter) {
        return board(id, GAME, lowerIsBetter);
    }

    Board board(long id, long game, boolean lowerIsBetter) {
        return boards.computeIfAbsent(id, key -> new Board(id, game, lowerIsBetter));
    }

    /** Sets what the site shows as the player's best, made now. */
    void score(long player, Board board, long score) {
        board.scores.put(player, new Scored(score, clock.instant()));
    }

    /** The player unlocks something in these games now. */
    void plays(long player, long... games) {
        List<RecentUnlock> unlocks = new ArrayList<>();
        for (long game : games) {
            unlocks.add(unlock(game, clock.instant(), "SNES"));
        }
        database.useTransaction(handle -> sittings.unlocked(handle, player, unlocks));
    }

    static RecentUnlock unlock(long game, Instant date, String console) {
        return new RecentUnlock(date, true, 1, "Title", "", "1", 5, 5, null, "Game", game, console);
    }

    /** A whole sitting, from an unlock to the reading of the scores. */
    void sits(long player, long... games) {
        plays(player, games.length == 0 ? new long[] {GAME} : games);
        pass(Sittings.QUIET.plusSeconds(1));
        run();
    }

    /** The list of who is active shows the player. */
    void isActive(String name, Instant at, @Nullable Instant playedAt, @Nullable Long game) {
        signs.seen(List.of(new ActivePlayer(ulid(name), name, 0, 0, at, playedAt, game)));
    }

    void pass(Duration time) {
        clock.advance(time);
    }

    void run() {
        check.lookOut();
        check.run();
    }

    /** Every announcement in a server's outbox, oldest score first. */
    List<ScoreAnnouncement> announced(long guild) {
        return outbox.untouched(new FeedKey(guild, ScoreAnnouncement.KIND), 10_000).stream()
                .map(entry -> (ScoreAnnouncement) entry.announcement())
                .toList();
    }

    List<PlayersScore> scores(long guild) {
        return announced(guild).stream()
                .flatMap(announcement -> announcement.scores().stream())
                .toList();
    }

    /** What was announced in a server: player, leaderboard, score, what it reached, what it bettered, whom it overtook. */
    List<String> news(long guild) {
        return scores(guild).stream().map(ScoreBench::said).toList();
    }

    private static String said(PlayersScore one) {
        ScoreAnnouncement.Score score = one.score();
        String text =
                one.player().name() + " " + score.leaderboardId() + ": " + score.formatted() + " #" + score.rank();
        text += score.reached() == ScoreAnnouncement.Reached.NOTHING ? "" : " " + score.reached();
        text += score.before() == null ? "" : " was " + score.before();
        for (var member : score.overtaken()) {
            text += " > " + member.name();
        }
        return text;
    }

    /** Every recorded score of a player. */
    List<Long> seen(long player) {
        return database.read(handle -> handle.createQuery("SELECT score FROM scores WHERE player_id = ?")
                .bind(0, player)
                .mapTo(Long.class)
                .list());
    }

    @Override
    public void close() {
        database.close();
    }
}
