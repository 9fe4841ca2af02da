package io.github.cheevoherald.rota.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A list of players and their unlocks, with the times at which the site showed them. Times are milliseconds since 1970. */
public record Trace(List<Player> players) {
    private static final Pattern EPOCH = Pattern.compile("\\s*(\\d{1,11})(?:\\.(\\d{1,3})\\d*)?\\s*");
    private static final Pattern COMMA = Pattern.compile(",");

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long MAX_DAYS = 3660;

    public Trace {
        players = List.copyOf(players);
    }

    /** A player with their unlocks in the order in which these became visible. */
    public record Player(String name, List<Unlock> unlocks) {
        public Player {
            unlocks = unlocks.stream()
                    .sorted(Comparator.comparingLong(Unlock::visibleAt).thenComparingLong(Unlock::unlockedAt))
                    .toList();
        }
    }

    /** One unlock. */
    public record Unlock(long unlockedAt, long visibleAt) {}

    /** The date of the first unlock. */
    long begin() {
        return unlocks().stream().mapToLong(Unlock::unlockedAt).min().orElse(0);
    }

    /** The time at which the last unlock became visible. */
    long end() {
        return unlocks().stream().mapToLong(Unlock::visibleAt).max().orElse(0);
    }

    private List<Unlock> unlocks() {
        return players.stream().flatMap(player -> player.unlocks().stream()).toList();
    }

    /**
     * Reads {@code player,unlocked_at[,visible_at]} lines, epoch seconds, in any order; a name alone declares a player.
     *
     * @throws TraceException if the file is anything else
     */
    public static Trace read(Path file) {
        if (!Files.exists(file)) {
            throw new TraceException("--traces: " + file + " does not exist.");
        }
        Map<String, List<Unlock>> byName = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    read(number == 1 ? withoutMark(line) : line, file + ", line " + number, byName);
                }
            }
        } catch (IOException e) {
            throw new TraceException("--traces: " + file + " cannot be read as a text file.");
        }
        if (byName.values().stream().allMatch(List::isEmpty)) {
            throw new TraceException("--traces: " + file + " holds no unlock.");
        }
        List<Player> players = new ArrayList<>();
        byName.forEach((name, unlocks) -> players.add(new Player(name, unlocks)));
        Trace trace = new Trace(players);
        long days = Duration.ofMillis(trace.end() - trace.begin()).toDays();
        if (days > MAX_DAYS) {
            throw new TraceException("--traces: " + file + " covers " + days + " days, at most " + MAX_DAYS
                    + " can be simulated; look for a date that is wrong.");
        }
        return trace;
    }

    /** Spreadsheets begin a UTF-8 file with a mark, which would become part of the first player's name. */
    private static String withoutMark(String line) {
        return line.startsWith(BYTE_ORDER_MARK) ? line.substring(BYTE_ORDER_MARK.length()) : line;
    }

    private static void read(String line, String where, Map<String, List<Unlock>> byName) {
        String[] fields = COMMA.split(line, -1);
        String name = fields[0].strip();
        if (name.isEmpty() || fields.length > 3) {
            throw new TraceException("--traces: " + where + " is not player,unlocked_at[,visible_at].");
        }
        List<Unlock> unlocks = byName.computeIfAbsent(name, key -> new ArrayList<>());
        if (fields.length == 1) {
            return;
        }
        long unlockedAt = millis(fields[1], where);
        boolean atOnce = fields.length == 2 || fields[2].isBlank();
        long visibleAt = atOnce ? unlockedAt : millis(fields[2], where);
        if (visibleAt < unlockedAt) {
            throw new TraceException("--traces: " + where + " is visible before it is unlocked.");
        }
        unlocks.add(new Unlock(unlockedAt, visibleAt));
    }

    private static long millis(String text, String where) {
        Matcher epoch = EPOCH.matcher(text);
        if (!epoch.matches()) {
            throw new TraceException("--traces: " + where + " has a time that is not in epoch seconds.");
        }
        String fraction = epoch.group(2) == null ? "" : epoch.group(2);
        return Long.parseLong(epoch.group(1)) * 1000 + Long.parseLong((fraction + "000").substring(0, 3));
    }
}
