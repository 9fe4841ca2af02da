package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Leaderboards and the players' best scores on them. */
public final class Leaderboards {
    private final SiteWorld world;
    private final TreeMap<Long, Board> boards = new TreeMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private long lastBoard = 200;
    private long lastEntry = 9000;

    /** A leaderboard, on which the lowest or the highest score leads. */
    public record Board(long id, long gameId, String title, String description, boolean lowerIsBetter) {}

    /** A player's best score, by ULID. */
    public record Entry(long id, long board, String player, long score, Instant updatedAt) {}

    Leaderboards(SiteWorld world) {
        this.world = world;
    }

    /** Adds a leaderboard to a game. */
    public Board add(long game, String title, String description, boolean lowerIsBetter) {
        synchronized (world) {
            if (world.game(game).isEmpty()) {
                throw new IllegalArgumentException("There is no game " + game + ".");
            }
            Board board = new Board(++lastBoard, game, title, description, lowerIsBetter);
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

    /** The player submits a score, which counts if it's better than their own; returns their best. */
    public Entry submit(String player, long board, long score) {
        synchronized (world) {
            Board on = board(board);
            String ulid = world.require(player).ulid();
            Entry before = entries.stream()
                    .filter(entry -> entry.board() == board && entry.player().equals(ulid))
                    .findFirst()
                    .orElse(null);
            if (before != null && !isBetter(on, score, before.score())) {
                return before;
            }
            Entry entry = new Entry(before == null ? ++lastEntry : before.id(), board, ulid, score, world.now());
            entries.removeIf(other -> other.id() == entry.id());
            entries.add(entry);
            return entry;
        }
    }

    List<Entry> of(String ulid) {
        return entries.stream().filter(entry -> entry.player().equals(ulid)).toList();
    }

    Board board(long id) {
        Board board = boards.get(id);
        if (board == null) {
            throw new IllegalArgumentException("There is no leaderboard " + id + ".");
        }
        return board;
    }

    /** Equal scores share a rank. */
    long rank(Entry entry) {
        Board board = board(entry.board());
        return 1
                + entries.stream()
                        .filter(other ->
                                other.board() == entry.board() && isBetter(board, other.score(), entry.score()))
                        .count();
    }

    private static boolean isBetter(Board board, long score, long than) {
        return board.lowerIsBetter() ? score < than : score > than;
    }
}
