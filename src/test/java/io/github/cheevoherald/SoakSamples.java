package io.github.cheevoherald;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process's resource use, sampled every ten seconds and written to a CSV file. */
final class SoakSamples {
    private static final Duration PACE = Duration.ofSeconds(10);
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(\\d+M\\)");
    private static final double MEGABYTE = 1 << 20;

    private final long pid;
    private final Path gcLog;
    private final Path database;
    private final Path csv;
    private final List<Map<Figure, Double>> samples = new ArrayList<>();

    /** The figures sampled. */
    enum Figure {
        SECONDS,
        RSS_MB,
        /** Heap left after a collection. */
        HEAP_MB,
        THREADS,
        FILES,
        WAL_MB,
        DATABASE_MB
    }

    SoakSamples(long pid, Path gcLog, Path database, Path csv) throws IOException {
        this.pid = pid;
        this.gcLog = gcLog;
        this.database = database;
        this.csv = csv;
        Files.createDirectories(csv.getParent());
        Files.writeString(
                csv,
                String.join(
                                ",",
                                Stream.of(Figure.values())
                                        .map(figure -> figure.name().toLowerCase(Locale.ROOT))
                                        .toList())
                        + "\n");
    }

    /** Runs the script at a steady pace for the given time, sampling now and then. */
    void takeDuring(Duration length, CrashWorld world, CrashScript script, double unlocksASecond) {
        long start = System.nanoTime();
        await().atMost(length.plusMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    world.mustLive();
                    double seconds = (System.nanoTime() - start) / 1e9;
                    while (script.unlocks() < seconds * unlocksASecond) {
                        script.step();
                    }
                    takeWhenDue(Duration.ofNanos(System.nanoTime() - start));
                    return seconds >= length.toSeconds();
                });
    }

    private void takeWhenDue(Duration elapsed) {
        if (elapsed.compareTo(PACE.multipliedBy(samples.size())) < 0) {
            return;
        }
        Map<Figure, Double> sample = new EnumMap<>(Figure.class);
        sample.put(Figure.SECONDS, (double) elapsed.toSeconds());
        sample.put(Figure.RSS_MB, status("VmRSS") / 1024.0);
        sample.put(Figure.HEAP_MB, heap());
        sample.put(Figure.THREADS, (double) status("Threads"));
        sample.put(Figure.FILES, (double) files());
        sample.put(Figure.WAL_MB, size(Path.of(database + "-wal")) / MEGABYTE);
        sample.put(Figure.DATABASE_MB, size(database) / MEGABYTE);
        samples.add(sample);
        write(sample);
    }

    private void write(Map<Figure, Double> sample) {
        String line = String.join(
                ",",
                sample.values().stream()
                        .map(value -> String.format(Locale.ROOT, "%.1f", value))
                        .toList());
        try {
            Files.writeString(csv, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far the last quarter's mean is above the second quarter's; the first is for warming up. */
    double growth(Figure figure) {
        int quarter = samples.size() / 4;
        return mean(figure, samples.size() - quarter, samples.size()) - mean(figure, quarter, 2 * quarter);
    }

    double max(Figure figure) {
        return samples.stream()
                .mapToDouble(sample -> value(sample, figure))
                .max()
                .orElse(0);
    }

    private double mean(Figure figure, int from, int to) {
        return samples.subList(from, to).stream()
                .mapToDouble(sample -> value(sample, figure))
                .average()
                .orElse(0);
    }

    private static double value(Map<Figure, Double> sample, Figure figure) {
        return sample.getOrDefault(figure, 0.0);
    }

    /** The figures at the start, after each quarter, and at the end. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT, "%-12s", "at"));
        List<String> names = List.of("start", "25%", "50%", "75%", "end");
        names.forEach(name -> table.append(String.format(Locale.ROOT, "%10s", name)));
        for (Figure figure : Figure.values()) {
            table.append(String.format(Locale.ROOT, "%n%-12s", figure.name().toLowerCase(Locale.ROOT)));
            for (int i = 0; i < names.size(); i++) {
                int index = (samples.size() - 1) * i / (names.size() - 1);
                table.append(String.format(Locale.ROOT, "%10.1f", value(samples.get(index), figure)));
            }
        }
        return table.toString();
    }

    private long status(String name) {
        return lines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " for process " + pid));
    }

    private long files() {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double heap() {
        double last = 0;
        for (String line : lines(gcLog)) {
            Matcher collection = AFTER_COLLECTION.matcher(line);
            last = collection.find() ? Double.parseDouble(collection.group(1)) : last;
        }
        return last;
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
