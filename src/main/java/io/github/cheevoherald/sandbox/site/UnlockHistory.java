package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Unlock rows by player and achievement. Changes to a row can be scheduled. */
final class UnlockHistory {
    private final Map<String, Map<Long, Row>> byPlayer = new HashMap<>();
    private final Map<Long, Map<String, Row>> byAchievement = new HashMap<>();

    /** Sets the row from {@code unlock.visibleAt()} on. */
    void put(Unlock unlock) {
        row(unlock.player(), unlock.achievementId()).schedule(unlock.visibleAt(), unlock);
    }

    /** Removes the row from {@code at} on. */
    void remove(String player, long achievement, Instant at) {
        row(player, achievement).schedule(at, null);
    }

    /** The row at that moment. */
    @Nullable Unlock at(String player, long achievement, Instant moment) {
        Row row = byPlayer.getOrDefault(player, Map.of()).get(achievement);
        return row == null ? null : row.at(moment);
    }

    /** When the row appeared that is there at that moment. */
    Instant insertedAt(String player, long achievement, Instant moment) {
        Row row = byPlayer.getOrDefault(player, Map.of()).get(achievement);
        return row == null ? Instant.EPOCH : row.insertedAt(moment);
    }

    /** The row after all scheduled changes. */
    @Nullable Unlock atLast(String player, long achievement) {
        return at(player, achievement, Instant.MAX);
    }

    List<Unlock> ofPlayer(String player, Instant moment) {
        return visible(byPlayer.getOrDefault(player, Map.of()), moment);
    }

    List<Unlock> ofAchievement(long achievement, Instant moment) {
        return visible(byAchievement.getOrDefault(achievement, Map.of()), moment);
    }

    private static List<Unlock> visible(Map<?, Row> rows, Instant moment) {
        List<Unlock> visible = new ArrayList<>(rows.size());
        for (Row row : rows.values()) {
            Unlock unlock = row.at(moment);
            if (unlock != null) {
                visible.add(unlock);
            }
        }
        return visible;
    }

    private Row row(String player, long achievement) {
        Row row = byPlayer.computeIfAbsent(player, ulid -> new LinkedHashMap<>())
                .computeIfAbsent(achievement, id -> new Row());
        byAchievement.computeIfAbsent(achievement, id -> new LinkedHashMap<>()).put(player, row);
        return row;
    }

    /** A row's states, each from the moment it applies. */
    private static final class Row {
        private final TreeMap<Instant, State> states = new TreeMap<>();

        void schedule(Instant from, @Nullable Unlock unlock) {
            states.put(from, new State(unlock));
        }

        Instant insertedAt(Instant moment) {
            Instant inserted = Instant.EPOCH;
            boolean there = false;
            for (Map.Entry<Instant, State> entry : states.headMap(moment, true).entrySet()) {
                boolean stays = entry.getValue().unlock() != null;
                inserted = stays && !there ? entry.getKey() : inserted;
                there = stays;
            }
            return inserted;
        }

        @Nullable Unlock at(Instant moment) {
            Map.Entry<Instant, State> entry = states.floorEntry(moment);
            return entry == null ? null : entry.getValue().unlock();
        }
    }

    private record State(@Nullable Unlock unlock) {}
}
