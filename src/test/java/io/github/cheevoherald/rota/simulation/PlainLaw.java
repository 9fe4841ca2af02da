package io.github.cheevoherald.rota.simulation;

import java.util.List;

/**
 * The square-root law in its simplest form, to compare with: it polls the player with the largest λΔ², whose rate λ fades
 * within a sitting and rests on how many unlocks they had in recent weeks. Nobody waits longer than four rounds.
 */
final class PlainLaw implements Policy {
    private static final double FADE = 2400;
    private static final double LONG = 14 * 86_400.0;
    private static final double NEWCOMERS_TIME = 3 * 86_400.0;
    private static final double NEWCOMERS_UNLOCKS = 0.6;
    private static final long SHORTEST = 10_000;

    private final long begin;
    private final long longest;
    private final long[] polledAt;
    private final long[] lastUnlock;
    private final double[] rate;
    private final double[] pace;
    private final double[] unlocks;
    private int look;

    PlainLaw(int players, long betweenRequests, long begin) {
        this.begin = begin;
        this.longest = 4 * betweenRequests * players;
        polledAt = new long[players];
        lastUnlock = new long[players];
        rate = new double[players];
        pace = new double[players];
        unlocks = new double[players];
        for (int i = 0; i < players; i++) {
            polledAt[i] = begin - i * 1000L - SHORTEST;
            pace[i] = 1 / 300.0;
            rate[i] = rate(i, begin);
        }
    }

    private double rate(int player, long now) {
        double idle = lastUnlock[player] == 0 ? 1e9 : (now - lastUnlock[player]) / 1000.0;
        double age = (now - begin) / 1000.0;
        double known = LONG * (1 - Math.exp(-age / LONG)) + NEWCOMERS_TIME;
        return (unlocks[player] * Math.exp(-idle / LONG) + NEWCOMERS_UNLOCKS) / known
                + pace[player] * Math.exp(-idle / FADE);
    }

    @Override
    public int next(long now) {
        for (int i = 0; i < 10; i++) {
            look = (look + 1) % rate.length;
            rate[look] = rate(look, now);
        }
        int best = NOBODY;
        int late = NOBODY;
        double most = 0;
        long oldest = now - longest;
        for (int i = 0; i < rate.length; i++) {
            double wait = now - polledAt[i];
            if (wait >= SHORTEST && rate[i] * wait * wait > most) {
                most = rate[i] * wait * wait;
                best = i;
            }
            if (polledAt[i] <= oldest) {
                oldest = polledAt[i];
                late = i;
            }
        }
        return late == NOBODY ? best : late;
    }

    @Override
    public void polled(int player, List<Trace.Unlock> shown, long now) {
        polledAt[player] = now;
        for (Trace.Unlock unlock : shown) {
            double gap = (unlock.unlockedAt() - lastUnlock[player]) / 1000.0;
            if (gap > 0 && gap < 3600) {
                pace[player] += 0.1 * (1 / Math.max(60, gap) - pace[player]);
            }
            if (gap > 0) {
                unlocks[player] = unlocks[player] * Math.exp(-gap / LONG) + 1;
                lastUnlock[player] = unlock.unlockedAt();
            }
        }
        rate[player] = rate(player, now);
    }
}
