package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The one transaction in which a complete answer becomes ledger rows, outbox rows and the player's next turn. */
public final class UnlockRecorder {
    /** How long an event's copy waits for its original: with the checks' own pace not over two minutes. */
    private static final Duration TWIN_PATIENCE = Duration.ofSeconds(110);

    private final Database database;
    private final PollSchedule schedule;
    private final Outbox outbox;
    private final AnnouncementMaker maker;
    private final PollSettings settings;
    private final Clock clock;
    private final UnlockLedger ledger = new UnlockLedger();
    private final HeldTwins heldTwins = new HeldTwins();

    /** Records with the given links in its announcements, and the bot's own clock. */
    public UnlockRecorder(
            Database database,
            PollSchedule schedule,
            Outbox outbox,
            SiteLinks links,
            PollSettings settings,
            Clock clock) {
        this.database = database;
        this.schedule = schedule;
        this.outbox = outbox;
        this.maker = new AnnouncementMaker(links);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Records a complete answer.
     *
     * @return how many announcements were added to the outbox
     */
    int record(DuePoll due, PollWindow window, List<RecentUnlock> answer) {
        Recorded recorded = database.inTransaction(handle -> record(handle, due, window, answer));
        schedule.settled(recorded.turn());
        if (recorded.holdsTwins()) {
            schedule.soon(due.player().id(), settings.minInterval());
        }
        return recorded.added();
    }

    /** What is known once the transaction is through. */
    private record Recorded(int added, PollSchedule.Settled turn, boolean holdsTwins) {}

    private Recorded record(Handle handle, DuePoll due, PollWindow window, List<RecentUnlock> answer) {
        Player player = due.player();
        UnlockDetector.Found found = detect(handle, player, answer);
        List<Watcher> watchers = watchers(handle, player);
        Batches batches = new Batches(watchers);
        Instant oldest = PollWindow.oldestAnnounced(due, settings, window.siteNow());
        for (RecentUnlock row : found.unlocks()) {
            batches.add(announced(handle, due, row), row.date(), oldest);
        }
        ledger.add(handle, player.id(), found.unlocks());
        ledger.add(handle, player.id(), found.silentTwins());
        heldTwins.dropPaired(handle, player.id());
        for (HeldTwins.Held held : heldTwins.release(handle, player.id())) {
            batches.addTo(held.guildIds(), held.unlock());
        }
        hold(handle, due, found.twins(), watchers, oldest);
        int added = enqueue(handle, maker.card(player), batches);
        baseline(handle, due);
        List<Instant> dates = found.unlocks().stream().map(RecentUnlock::date).toList();
        PollSchedule.Settled turn = schedule.succeeded(handle, due, window, dates);
        return new Recorded(added, turn, !found.twins().isEmpty());
    }

    private UnlockDetector.Found detect(Handle handle, Player player, List<RecentUnlock> answer) {
        if (answer.isEmpty()) {
            return new UnlockDetector.Found(List.of(), List.of(), List.of());
        }
        Instant from = answer.stream()
                .map(RecentUnlock::date)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant to = answer.stream()
                .map(RecentUnlock::date)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        UnlockLedger.Excerpt excerpt = ledger.between(handle, player.id(), from, to);
        return UnlockDetector.detect(answer, excerpt.keys(), excerpt.originals());
    }

    private Announcement.Unlock announced(Handle handle, DuePoll due, RecentUnlock row) {
        boolean upgrade =
                row.hardcore() && ledger.hasSoftcore(handle, due.player().id(), row.achievementId());
        return maker.unlock(row, upgrade, isLate(due, row));
    }

    /** An earlier poll's window had its date in it, and did not show it. */
    private boolean isLate(DuePoll due, RecentUnlock row) {
        return due.polledAt() != null && row.date().isBefore(due.polledAt().minus(settings.overlap()));
    }

    private void hold(Handle handle, DuePoll due, List<RecentUnlock> twins, List<Watcher> watchers, Instant oldest) {
        ledger.add(handle, due.player().id(), twins);
        for (RecentUnlock twin : twins) {
            List<Long> guildIds = watchers.stream()
                    .filter(watcher -> watcher.wants(twin.date(), oldest))
                    .map(Watcher::guildId)
                    .toList();
            if (!guildIds.isEmpty()) {
                heldTwins.hold(
                        handle,
                        new HeldTwins.Held(due.player().id(), announced(handle, due, twin), guildIds),
                        clock.instant());
            }
        }
    }

    /**
     * Announces events' copies whose original has not come in time.
     *
     * @return how many announcements were added to the outbox
     */
    public int releaseTwins() {
        return database.inTransaction(handle -> {
            int added = 0;
            for (HeldTwins.Held held :
                    heldTwins.releaseHeldBefore(handle, clock.instant().minus(TWIN_PATIENCE))) {
                Player player = schedule.player(handle, held.playerId());
                Batches batches = new Batches(watchers(handle, player));
                batches.addTo(held.guildIds(), held.unlock());
                added += enqueue(handle, maker.card(player), batches);
            }
            return added;
        });
    }

    private int enqueue(Handle handle, Announcement.PlayerCard card, Batches batches) {
        Instant now = clock.instant();
        int added = 0;
        for (Map.Entry<Long, List<Announcement.Unlock>> batch : batches.byGuild.entrySet()) {
            List<Announcement.Unlock> unlocks = batch.getValue();
            if (!unlocks.isEmpty()) {
                unlocks.sort(Comparator.comparingLong(Announcement.Unlock::unlockedAt));
                outbox.add(handle, batch.getKey(), new Announcement.Unlocks(card, unlocks), now);
                added++;
            }
        }
        return added;
    }

    private static void baseline(Handle handle, DuePoll due) {
        for (DuePoll.NewRegistration registration : due.withoutBaseline()) {
            handle.execute(
                    """
                    UPDATE registrations SET baselined = 1
                    WHERE guild_id = ? AND member_id = ? AND player_id = ? AND registered_at = ?
                    """,
                    registration.guildId(),
                    registration.memberId(),
                    due.player().id(),
                    registration.registeredAt().getEpochSecond());
        }
    }

    private static List<Watcher> watchers(Handle handle, Player player) {
        return handle.createQuery("""
                        SELECT r.guild_id, r.registered_at, r.baselined
                        FROM registrations r
                        JOIN feeds f ON f.guild_id = r.guild_id AND f.kind = 'unlocks'
                        LEFT JOIN guilds g ON g.guild_id = r.guild_id
                        WHERE r.player_id = ? AND g.left_at_ms IS NULL
                        """)
                .bind(0, player.id())
                .map((row, context) ->
                        new Watcher(row.getLong(1), Instant.ofEpochSecond(row.getLong(2)), row.getInt(3) == 1))
                .list();
    }

    /** A server that has the player registered, and a feed. */
    private record Watcher(long guildId, Instant registeredAt, boolean baselined) {
        boolean wants(Instant date, Instant oldest) {
            return !date.isBefore(oldest) && (baselined || date.isAfter(registeredAt));
        }
    }

    /** What each server is to be told. */
    private static final class Batches {
        private final Collection<Watcher> watchers;
        private final Map<Long, List<Announcement.Unlock>> byGuild = new LinkedHashMap<>();

        Batches(Collection<Watcher> watchers) {
            this.watchers = watchers;
            watchers.forEach(watcher -> byGuild.put(watcher.guildId(), new ArrayList<>()));
        }

        void add(Announcement.Unlock unlock, Instant date, Instant oldest) {
            for (Watcher watcher : watchers) {
                if (watcher.wants(date, oldest)) {
                    addTo(List.of(watcher.guildId()), unlock);
                }
            }
        }

        void addTo(List<Long> guildIds, Announcement.Unlock unlock) {
            for (long guildId : guildIds) {
                List<Announcement.Unlock> batch = byGuild.get(guildId);
                if (batch != null) {
                    batch.add(unlock);
                }
            }
        }
    }
}
