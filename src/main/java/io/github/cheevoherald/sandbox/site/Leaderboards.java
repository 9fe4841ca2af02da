package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Leaderboards and the players' best scores on them. */
public final class Leaderboards {
    private final SiteWorld world;
    private final TreeMap<Long, Board> boards = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private long lastBoard = 200;
    private long lastEntry = 9000;

    /** What a leaderboard's scores are. */
    public enum Format {
        VALUE,
        /** Hundredths of a second. */
        MILLISECS;

        String write(long score) {
            return this == VALUE
                    ? String.format(Locale.ROOT, "%,d", score)
                    : String.format(Locale.ROOT, "%d:%02d.%02d", score / 6000, score / 100 % 60, score % 100);
        }
    }

    /** A leaderboard, on which the lowest or the highest score leads. A hidden one isn't shown with any player. */
    public record Board(
            long id,
            long gameId,
            String title,
            String description,
            boolean lowerIsBetter,
            Format format,
            boolean hidden) {}

    /** A player's best score, by ULID. */
    public record Entry(long id, long board, String player, long score, Instant updatedAt) {}

    Leaderboards(SiteWorld world) {
        this.world = world;
    }

    /** Adds a leaderboard to a game. */
    public Board add(long game, String title, String description, boolean lowerIsBetter) {
        return add(game, title, description, lowerIsBetter, Format.VALUE, false);
    }

    /** Adds a leaderboard to a game. */
    public Board add(
            long game, String title, String description, boolean lowerIsBetter, Format format, boolean hidden) {
        synchronized (world) {
            if (world.game(game).isEmpty()) {
                throw new IllegalArgumentException("There is no game " + game + ".");
            }
            Board board = new Board(++lastBoard, game, title, description, lowerIsBetter, format, hidden);
            boards.put(board.id(), board);
            return board;
        }
    }

    /** All leaderboards. */
    public List<Board> all() {
        synchronized (world) {
            return List.copyOf(boards.values());
        }
    }

    /** All scores on a leaderboard. */
    public List<Entry> entries(long board) {
        synchronized (world) {
            return entries.stream()
                    .filter(entry -> entry.board() == board(board).id())
                    .toList();
        }
    }

    /** The player submits a score, which counts if it's better than their own; returns their best. */
    public Entry submit(String player, long board, long score) {
        return submit(player, board, score, world.now());
    }

    /** The player submits a score that they made at that time. Their emulator shows that they play. */
    public Entry submit(String player, long board, long score, Instant date) {
        synchronized (world) {
            Board on = board(board);
            world.activity().show(player, on.gameId());
            String ulid = world.require(player).ulid();
            Entry before = entries.stream()
                    .filter(entry -> entry.board() == board && entry.player().equals(ulid))
                    .findFirst()
                    .orElse(null);
            if (before != null && !isBetter(on, score, before.score())) {
                return before;
            }
            Entry entry = new Entry(before == null ? ++lastEntry : before.id(), board, ulid, score, date);
            entries.removeIf(other -> other.id() == entry.id());
            entries.add(entry);
            return entry;
        }
    }

    /** The site withdraws a player's score. */
    public void withdraw(String player, long board) {
        synchronized (world) {
            long on = board(board).id();
            String ulid = world.require(player).ulid();
            if (!entries.removeIf(entry -> entry.board() == on && entry.player().equals(ulid))) {
                throw new IllegalArgumentException(player + " has no score there.");
            }
        }
    }

    List<Entry> of(String ulid) {
        return entries.stream()
                .filter(entry ->
                        entry.player().equals(ulid) && !board(entry.board()).hidden())
                .toList();
    }

    Board board(long id) {
        Board board = boards.get(id);
        if (board == null) {
            throw new IllegalArgumentException("There is no leaderboard " + id + ".");
        }
        return board;
    }

    /** Equal scores share a rank, and players without a rank take none. */
    long rank(Entry entry) {
        Board board = board(entry.board());
        return 1
                + entries.stream()
                        .filter(other ->
                                other.board() == entry.board() && isBetter(board, other.score(), entry.score()))
                        .filter(other -> !world.require(other.player()).untracked())
                        .count();
    }

    private static boolean isBetter(Board board, long score, long than) {
        return board.lowerIsBetter() ? score < than : score > than;
    }
}
