package io.github.cheevoherald.rota.simulation;

import io.github.cheevoherald.rota.ActivityRadar;
import io.github.cheevoherald.rota.ActivityScan;
import io.github.cheevoherald.rota.PlayPattern;
import io.github.cheevoherald.rota.Rota;
import io.github.cheevoherald.rota.SavedTurn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** Decides who gets the next free request. */
interface Policy {
    /** The request isn't sent. */
    int NOBODY = -1;

    /** The request went to the radar's source. */
    int RADAR = -2;

    /** The player who gets a free request; the radar sends its own. */
    int next(long now);

    /** Reports a poll and its new unlocks. */
    void polled(int player, List<Trace.Unlock> shown, long now);

    /** Restarts from what is stored; by default nothing is lost. */
    default void restart(long now) {}

    /** Everyone in turn. */
    final class Fixed implements Policy {
        private final int players;
        private int next;

        Fixed(int players) {
            this.players = players;
        }

        @Override
        public int next(long now) {
            int player = next;
            next = (next + 1) % players;
            return player;
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            // Nothing is learned.
        }
    }

    /** The bot's own schedule; all players are newcomers at the start. */
    final class Adaptive implements Policy {
        private static final long LEASE = 60_000;

        private final Supplier<Rota> newRota;
        private Rota rota;
        private final SavedTurn[] saved;

        Adaptive(Supplier<Rota> newRota, int players, long begin) {
            this.newRota = newRota;
            this.rota = newRota.get();
            this.saved = new SavedTurn[players];
            for (int i = 0; i < players; i++) {
                saved[i] = SavedTurn.ofNewcomer(begin / 1000);
                rota.add(i, saved[i]);
            }
        }

        Rota rota() {
            return rota;
        }

        @Override
        public int next(long now) {
            OptionalLong player = rota.pick(now, now + LEASE);
            return player.isPresent() ? (int) player.getAsLong() : NOBODY;
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            List<Long> dates =
                    shown.stream().map(unlock -> unlock.unlockedAt() / 1000).toList();
            PlayPattern pattern = Objects.requireNonNull(rota.pattern(player)).with(dates);
            rota.polled(player, pattern, !dates.isEmpty(), now);
            saved[player] = SavedTurn.polled(pattern, now / 1000);
        }

        @Override
        public void restart(long now) {
            rota = newRota.get();
            for (int i = 0; i < saved.length; i++) {
                rota.add(i, saved[i].reread());
            }
            rota.resume(now);
        }
    }

    /** The bot's own schedule and radar. */
    final class Watching implements Policy, ActivityRadar.Listener {
        private final Adaptive adaptive;
        private final int players;
        private final Supplier<ActivityRadar> newRadar;
        private final Clock clock;
        private ActivityRadar radar;

        Watching(Adaptive adaptive, int players, SimulatedSite site, int requestsPerMinute, Clock clock) {
            this.adaptive = adaptive;
            this.players = players;
            this.clock = clock;
            this.newRadar = () -> new ActivityRadar(site, this, requestsPerMinute, clock);
            this.radar = newRadar.get();
        }

        @Override
        public int next(long now) {
            return radar.askNext() ? Policy.RADAR : adaptive.next(now);
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            adaptive.polled(player, shown, now);
        }

        @Override
        public void restart(long now) {
            adaptive.restart(now);
            radar = newRadar.get();
        }

        @Override
        public void moved(Set<String> ulids) {
            ulids.forEach(ulid -> adaptive.rota().moved(Long.parseLong(ulid), clock.millis()));
        }

        @Override
        public void covers(Set<String> ulids) {
            for (int i = 0; i < players; i++) {
                adaptive.rota().covered(i, ulids.contains(SimulatedSite.ulid(i)));
            }
        }
    }

    /** The bot's own schedule, and its scans of the site's list, which have a budget of their own; nobody is followed. */
    final class Scanning implements Policy, ActivityScan.Listener {
        private final Adaptive adaptive;
        private final int players;
        private final Supplier<ActivityScan> newScan;
        private final VirtualClock clock;
        private final LongConsumer listRequest;
        private ActivityScan scan;

        /** @param listRequest receives the time of each request for the list */
        Scanning(
                Adaptive adaptive,
                int players,
                SimulatedUserList list,
                int requestsPerMinute,
                VirtualClock clock,
                LongConsumer listRequest) {
            this.adaptive = adaptive;
            this.players = players;
            this.clock = clock;
            this.listRequest = listRequest;
            this.newScan = () -> new ActivityScan(list, this, requestsPerMinute, clock);
            this.scan = newScan.get();
        }

        @Override
        public int next(long now) {
            for (long at = scan.nextAt(); at <= now; at = scan.nextAt()) {
                clock.set(at);
                if (scan.askNext()) {
                    listRequest.accept(at);
                }
            }
            clock.set(now);
            return adaptive.next(now);
        }

        @Override
        public void polled(int player, List<Trace.Unlock> shown, long now) {
            adaptive.rota().found(player, shown.size(), now);
            adaptive.polled(player, shown, now);
        }

        @Override
        public void restart(long now) {
            adaptive.restart(now);
            scan = newScan.get();
        }

        @Override
        public int wanted() {
            return players;
        }

        @Override
        public void sighted(List<ActivityScan.Sighting> sighted) {
            for (ActivityScan.Sighting player : sighted) {
                SimulatedUserList.player(player.ulid())
                        .ifPresent(id -> adaptive.rota().sighted(id, player.points(), player.ago(), clock.millis()));
            }
        }

        @Override
        public void scanned(Duration untilNext) {
            adaptive.rota().scanned(untilNext, clock.millis());
        }
    }
}
