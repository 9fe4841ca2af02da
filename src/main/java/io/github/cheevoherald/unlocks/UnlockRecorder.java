package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.players.Baselines;
import io.github.cheevoherald.players.Player;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.unlocks.schedule.DuePoll;
import io.github.cheevoherald.unlocks.schedule.PollSchedule;
import io.github.cheevoherald.unlocks.schedule.PollSettings;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import io.github.cheevoherald.unlocks.schedule.SettledPoll;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one transaction in which a complete answer becomes ledger rows, outbox rows and the player's next turn. */
public final class UnlockRecorder {
    private final Database database;
    private final PollSchedule schedule;
    private final Outbox outbox;
    private final AnnouncementMaker maker;
    private final AnnouncementWriter writer;
    private final PollSettings settings;
    private final Clock clock;
    private final UnlockLedger ledger = new UnlockLedger();
    private final HeldEventCopies heldCopies = new HeldEventCopies();
    private final KnownEventPairs pairs = new KnownEventPairs();
    private final Baselines baselines = new Baselines();

    /** Records by the bot's own clock; {@code links} makes the addresses in announcements. */
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
        this.writer = new AnnouncementWriter(outbox, maker, clock);
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Records a complete answer, and returns how many announcements were added to the outbox. A power cut may undo
     * that, but only before anything was announced, since each send follows a transaction that waits for the disk; the
     * next poll finds it again. Baselines do wait for the disk: one made again would also hold what the site has shown
     * since.
     */
    int record(AnsweredPoll poll) {
        Recorded recorded = recordNew(poll);
        if (recorded.turn() == null) {
            schedule.givenUp(poll.due());
            return 0;
        }
        schedule.settled(recorded.turn());
        if (recorded.holdsTwins()) {
            schedule.soon(poll.due().player().id(), settings.minInterval());
        }
        return recorded.added();
    }

    /** The new unlocks of an answer that would be announced if it were recorded now. */
    List<RecentUnlock> news(AnsweredPoll poll) {
        Player player = poll.due().player();
        Instant oldest = poll.oldestAnnounced(settings);
        return database.read(handle -> {
            List<RecentUnlock> unlocks = detect(handle, player, poll.answer()).unlocks();
            List<Watcher> watchers = unlocks.isEmpty() ? List.of() : Watcher.of(handle, player);
            return unlocks.stream()
                    .filter(row -> watchers.stream().anyMatch(watcher -> watcher.wants(row.date(), oldest)))
                    .toList();
        });
    }

    /** What another poll of the player recorded meanwhile is known to the second attempt. */
    private Recorded recordNew(AnsweredPoll poll) {
        try {
            return inTransaction(poll);
        } catch (UnlockLedger.RecordedMeanwhile e) {
            return inTransaction(poll);
        }
    }

    private Recorded inTransaction(AnsweredPoll poll) {
        return poll.due().withoutBaseline().isEmpty()
                ? database.inUnsyncedTransaction(handle -> record(handle, poll))
                : database.inTransaction(handle -> record(handle, poll));
    }

    /** @param turn null if the player was forgotten meanwhile, so that nothing was recorded */
    private record Recorded(int added, @Nullable SettledPoll turn, boolean holdsTwins) {}

    private Recorded record(Handle handle, AnsweredPoll poll) {
        DuePoll due = poll.due();
        if (!due.player().isStored(handle)) {
            return new Recorded(0, null, false);
        }
        UnlockDetector.Found found = detect(handle, due.player(), poll.answer());
        boolean holdsTwins = heldCopies.has(handle, due.player().id());
        int added = poll.answer().isEmpty() && !holdsTwins ? 0 : announce(handle, poll, found, holdsTwins);
        baseline(handle, due, poll.window());
        SettledPoll turn = schedule.succeeded(handle, due, poll.window(), found.unlocks());
        return new Recorded(added, turn, !found.twins().isEmpty());
    }

    private int announce(Handle handle, AnsweredPoll poll, UnlockDetector.Found found, boolean holdsTwins) {
        DuePoll due = poll.due();
        Player player = due.player();
        Instant oldest = poll.oldestAnnounced(settings);
        List<Watcher> watchers = Watcher.of(handle, player);
        AnnouncementBatches batches = new AnnouncementBatches(watchers);
        ledger.add(handle, player.id(), found.silentTwins());
        found.unlocks().forEach(row -> batches.add(announced(handle, due, row), row.date(), oldest));
        ledger.add(handle, player.id(), found.unlocks());
        if (holdsTwins) {
            heldCopies.dropPaired(handle, player.id());
            for (HeldEventCopies.Held held : heldCopies.release(handle, player.id())) {
                batches.addTo(held.guildIds(), held.unlock());
            }
        }
        List<Watcher> covered = watchers.stream()
                .filter(watcher -> !watcher.since().isBefore(poll.window().from()))
                .toList();
        catchUp(handle, player, found.known(), covered, batches, oldest);
        hold(handle, due, found.twins(), watchers, oldest);
        return writer.write(handle, player, batches, poll.contexts());
    }

    private UnlockDetector.Found detect(Handle handle, Player player, List<RecentUnlock> answer) {
        if (answer.isEmpty()) {
            return UnlockDetector.Found.NOTHING;
        }
        UnlockLedger.Excerpt excerpt = ledger.during(handle, player.id(), answer);
        Set<Long> copies = answer.stream()
                .filter(row -> row.isEvent() && pairs.isCopy(handle, row.achievementId()))
                .map(RecentUnlock::achievementId)
                .collect(Collectors.toSet());
        UnlockDetector.Twins rule = new UnlockDetector.Twins(copies, !settings.namesCopies());
        return UnlockDetector.detect(answer, excerpt.keys(), excerpt.originals(), rule);
    }

    /**
     * A registration made while the site was down takes effect later, but counts from when it was made. Unlocks that
     * other servers' polls found in between are in the ledger, and still new to this server. An event's unlock that is
     * being held goes there when it is released.
     */
    private void catchUp(
            Handle handle,
            Player player,
            List<RecentUnlock> known,
            List<Watcher> watchers,
            AnnouncementBatches batches,
            Instant oldest) {
        for (Watcher watcher : watchers) {
            List<RecentUnlock> rows = known.stream()
                    .filter(row -> !watcher.baselined() && watcher.wants(row.date(), oldest))
                    .toList();
            if (!rows.isEmpty()) {
                Set<UnlockDetector.Key> announced = announcedBefore(handle, player, watcher);
                rows.stream()
                        .filter(row -> !announced.contains(UnlockDetector.Key.of(row)))
                        .filter(row -> !row.isEvent()
                                || !heldCopies.addServer(
                                        handle, player.id(), UnlockDetector.Key.of(row), watcher.guildId()))
                        .forEach(row ->
                                batches.addTo(List.of(watcher.guildId()), announced(handle, player, row, false)));
            }
        }
    }

    private Set<UnlockDetector.Key> announcedBefore(Handle handle, Player player, Watcher watcher) {
        Set<UnlockDetector.Key> announced = new HashSet<>();
        // Registrations are dated by the site's clock, the outbox by ours, which may be wrong by more than a day.
        Instant since = watcher.since().minus(Duration.ofDays(2));
        outbox.ofPlayers().eachAdded(handle, watcher.guildId(), player.ulid(), since, added -> {
            if (added instanceof UnlockAnnouncement unlocks) {
                unlocks.parts().stream()
                        .filter(part -> part.player().ulid().equals(player.ulid()))
                        .flatMap(part -> part.unlocks().stream())
                        .map(UnlockDetector.Key::of)
                        .forEach(announced::add);
            }
        });
        return announced;
    }

    private UnlockAnnouncement.Unlock announced(Handle handle, DuePoll due, RecentUnlock row) {
        return announced(handle, due.player(), row, isLate(due, row));
    }

    private UnlockAnnouncement.Unlock announced(Handle handle, Player player, RecentUnlock row, boolean late) {
        boolean upgrade = isUpgrade(handle, player, row);
        return maker.unlock(row, pairs.event(handle, player.id(), row), upgrade, late);
    }

    private boolean isUpgrade(Handle handle, Player player, RecentUnlock row) {
        return row.hardcore() && ledger.hasSoftcore(handle, player.id(), row.achievementId());
    }

    /** Whether an earlier poll's window covered the date without showing the unlock. */
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
                heldCopies.hold(
                        handle,
                        new HeldEventCopies.Held(due.player().id(), announced(handle, due, twin), guildIds),
                        !settings.namesCopies(),
                        clock.instant());
            }
        }
    }

    /** Moves stored times that lie in the future to now. Call it once at the start, before they are used. */
    public void adoptTime(Instant now) {
        database.useTransactionAlone(handle -> heldCopies.adoptTime(handle, now));
    }

    /**
     * Announces events' unlocks whose original didn't appear in time; returns how many announcements were added to the
     * outbox.
     */
    public int releaseEventCopies() {
        return database.inTransaction(handle -> announce(handle, heldCopies.releaseLongHeld(handle, clock.instant())));
    }

    /** Whether an event's unlock is being held until the second API has been asked. */
    boolean holdsUnnamedCopies() {
        return database.read(heldCopies::hasUnnamed);
    }

    /**
     * Stores the pairs that the second API lists, and settles what was held before it was asked: copies are dropped, the
     * others announced. Returns how many announcements were added to the outbox.
     */
    int pairsListed(List<EventAchievement> listed, Instant askedAt) {
        return database.inTransaction(handle -> {
            pairs.store(handle, listed);
            return announce(handle, heldCopies.releaseUnlisted(handle, askedAt));
        });
    }

    /** Has what is being held go by its second, since the second API can't be had. */
    void pairsUnknown() {
        Set<Long> playerIds = database.inTransaction(heldCopies::goBySecond);
        playerIds.forEach(playerId -> schedule.soon(playerId, settings.minInterval()));
    }

    private int announce(Handle handle, List<HeldEventCopies.Held> released) {
        int added = 0;
        for (HeldEventCopies.Held held : released) {
            Player player = held.player(handle);
            AnnouncementBatches batches = new AnnouncementBatches(Watcher.of(handle, player));
            batches.addTo(held.guildIds(), held.unlock());
            added += writer.write(handle, player, batches, Map.of());
        }
        return added;
    }

    /** Makes the baselines that this answer covers, and extends shorter ones. */
    private void baseline(Handle handle, DuePoll due, PollWindow window) {
        if (window.sweep()) {
            baselines.extend(handle, due.player().id(), window.from(), PollWindow.BASELINE);
        }
        for (DuePoll.NewRegistration registration : due.withoutBaseline()) {
            if (window.covers(registration)) {
                baselines.made(
                        handle,
                        due.player().id(),
                        registration.guildId(),
                        registration.memberId(),
                        registration.since(),
                        window.from());
            }
        }
    }
}
