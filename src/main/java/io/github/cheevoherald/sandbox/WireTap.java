package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.WireEntry;
import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SitePlayer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the bot's requests to both embedded servers in small batches, at next to no cost for the request. */
final class WireTap {
    private static final int MAX_IN_A_BATCH = 200;
    private static final int SHOWN_AT_FIRST = 100;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final EmbeddedRetroAchievements site;
    private final EmbeddedDiscord discord;
    private final Clock clock;
    private final Deque<Entry> fresh = new ArrayDeque<>();
    private final Deque<Entry> latest = new ArrayDeque<>();
    private final Deque<Instant> siteTimes = new ArrayDeque<>();

    /** Apart from the first API's, which are shown against their own limit. */
    private final Deque<Instant> secondApiTimes = new ArrayDeque<>();

    private final Deque<Instant> discordTimes = new ArrayDeque<>();

    WireTap(EmbeddedRetroAchievements site, EmbeddedDiscord discord, Clock clock) {
        this.site = site;
        this.discord = discord;
        this.clock = clock;
        site.requests().listen(entry -> add(entry, siteTimes));
        site.secondRequests().listen(entry -> add(entry, secondApiTimes));
        discord.wire().listen(this::add);
    }

    private void add(RequestLog.Entry entry, Deque<Instant> times) {
        Map<String, String> parameters = new TreeMap<>(entry.parameters());
        String fault = entry.fault() == null ? null : entry.fault().name();
        String player = name(parameters.getOrDefault("u", ""));
        add(new Entry(entry.at(), "site", "GET", entry.method(), parameters, player, entry.status(), fault), times);
    }

    /** The bot polls by ULID, which means nothing to a reader. */
    private @Nullable String name(String player) {
        return site.world().player(player).map(SitePlayer::displayName).orElse(null);
    }

    private void add(WireEntry entry) {
        add(
                new Entry(
                        entry.at(),
                        "discord",
                        entry.method(),
                        entry.path(),
                        Map.copyOf(entry.query()),
                        null,
                        entry.status(),
                        entry.fault()),
                discordTimes);
    }

    private synchronized void add(Entry entry, Deque<Instant> times) {
        times.addLast(entry.at());
        forgetBefore(entry.at().minus(MINUTE), times);
        push(fresh, entry, MAX_IN_A_BATCH);
        push(latest, entry, SHOWN_AT_FIRST);
    }

    private static void push(Deque<Entry> entries, Entry entry, int max) {
        entries.addLast(entry);
        if (entries.size() > max) {
            entries.removeFirst();
        }
    }

    private static void forgetBefore(Instant moment, Deque<Instant> times) {
        while (!times.isEmpty() && times.peekFirst().isBefore(moment)) {
            times.removeFirst();
        }
    }

    /** The requests since the last call; only the latest if there are very many. */
    Batch drain() {
        return batch(fresh, true);
    }

    Batch latest() {
        return batch(latest, false);
    }

    private Batch batch(Deque<Entry> from, boolean clear) {
        long refused = discord.rateLimits().refusals();
        Instant minuteAgo = clock.instant().minus(MINUTE);
        synchronized (this) {
            List<Entry> entries = new ArrayList<>(from);
            if (clear) {
                from.clear();
            }
            forgetBefore(minuteAgo, siteTimes);
            forgetBefore(minuteAgo, discordTimes);
            return new Batch(entries, new Counts(siteTimes.size(), discordTimes.size(), refused));
        }
    }

    /** Requests, oldest first, and how many there were. */
    record Batch(List<Entry> entries, Counts counts) {}

    /** Requests to each server in the last minute, and how many Discord has rate-limited in all. */
    record Counts(int site, int discord, long refused) {}

    /** A request without its body and keys; {@code player} is the name of the player that it concerns. */
    record Entry(
            Instant at,
            String side,
            String method,
            String path,
            Map<String, String> parameters,
            @Nullable String player,
            int status,
            @Nullable String fault) {}
}
