package io.github.cheevoherald.unlocks;

import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.unlocks.schedule.PollWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A site with one player, two servers that may watch them, and a record of which announcements are owed to whom. */
final class PollWorld {
    static final long SERVER = 1;
    static final long OTHER = 2;
    static final List<Long> SERVERS = List.of(SERVER, OTHER);

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long FIRST_EVENT_ID = 1_000_000;
    private static final List<Duration> PACES = List.of(
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(40),
            Duration.ofMinutes(3),
            Duration.ofMinutes(16),
            Duration.ofHours(1),
            Duration.ofHours(7),
            Duration.ofHours(30));

    enum Event {
        UNLOCK,
        TWIN,
        POLL,
        LATE_UNLOCK,
        LONELY_TWIN,
        ORIGINAL,
        UPGRADE,
        VANISH,
        REAPPEAR,
        MOVE,
        FAIL,
        SWEEP,
        TWINS_DUE,
        REGISTER,
        REGISTER_AS_NOTED,
        UNREGISTER,
        REGISTER_MEANWHILE,
        BURST,
        RESTART;

        static final Event[] COMMON = {
            UNLOCK,
            UNLOCK,
            POLL,
            POLL,
            POLL,
            TWIN,
            LONELY_TWIN,
            ORIGINAL,
            REGISTER_AS_NOTED,
            UNREGISTER,
            REGISTER_MEANWHILE
        };
        static final Event[] RARE = {LATE_UNLOCK, UPGRADE, VANISH, REAPPEAR, MOVE, FAIL, SWEEP, TWINS_DUE, REGISTER};
        static final Event[] COSTLY = {BURST, RESTART};
    }

    /** The player's link in one server. */
    private static final class Link {
        final Instant registeredAt;
        final int linkedAt;
        final Set<UnlockDetector.Key> saidBefore;
        int baselinedAt = Integer.MAX_VALUE;
        Set<UnlockDetector.Key> baseline = Set.of();

        /** Since when the bot knows what the site showed from a date on. */
        final Map<Integer, Instant> reaches = new HashMap<>();

        Link(Instant registeredAt, int linkedAt, Set<UnlockDetector.Key> saidBefore) {
            this.registeredAt = registeredAt;
            this.linkedAt = linkedAt;
            this.saidBefore = saidBefore;
        }
    }

    private final PollBench bench;
    private final List<RecentUnlock> hidden = new ArrayList<>();
    private final Map<UnlockDetector.Key, Integer> firstShown = new HashMap<>();
    private final Map<UnlockDetector.Key, Integer> shownSince = new HashMap<>();
    private final Set<Instant> originals = new HashSet<>();
    private final Map<Long, Link> links = new HashMap<>();
    private final List<String> wrongs = new ArrayList<>();
    private final Set<String> twinsSaid = new HashSet<>();
    private int moment;
    private long lastId;
    private int entriesChecked;

    PollWorld(PollBench bench) {
        this.bench = bench;
        bench.database.useTransaction(handle -> List.of(
                        "outbox",
                        "held_twins",
                        "ledger",
                        "registrations",
                        "poll_schedule",
                        "players",
                        "feeds",
                        "guilds")
                .forEach(table -> handle.execute("DELETE FROM " + table)));
        bench.clock.set(START);
        bench.site.rows.clear();
        bench.site.failures.clear();
        bench.site.meanwhile = () -> {};
        SERVERS.forEach(bench::feed);
        link(SERVER, bench.clock.instant());
    }

    void happens(Event event, int a, int b) {
        moment++;
        switch (event) {
            case UNLOCK -> show(row(++lastId, ago(Duration.ofSeconds(a * 7L)), b < 8));
            case LATE_UNLOCK -> show(row(++lastId, ago(Duration.ofHours(a * 33L + b)), b < 8));
            case BURST -> burst();
            case TWIN -> pick(bench.site.rows, a).ifPresent(row -> show(twin(row.date())));
            case LONELY_TWIN -> show(twin(ago(Duration.ofSeconds(a * 5L + b))));
            case ORIGINAL -> pick(lonelyTwins(), a).ifPresent(twin -> show(row(++lastId, twin.date(), b < 8)));
            case UPGRADE -> pick(bench.site.rows, a).ifPresent(this::upgrade);
            case VANISH -> pick(bench.site.rows, a).ifPresent(this::hide);
            case REAPPEAR -> pick(hidden, a).ifPresent(this::showAgain);
            case MOVE -> pick(bench.site.rows, a).ifPresent(this::move);
            case FAIL -> {
                for (int i = 0; i <= a / 3; i++) {
                    bench.site.failures.add(
                            b < 5 ? new Outcome.Malformed<>("HTML") : new Outcome.Unavailable<>("no answer"));
                }
            }
            case POLL -> poll(PACES.get(a));
            case SWEEP -> sweep(Duration.ofHours(a));
            case TWINS_DUE -> {
                bench.clock.advance(Duration.ofSeconds(a * 30L));
                bench.recorder.releaseEventCopies();
            }
            case REGISTER -> link(OTHER, bench.clock.instant());
            case REGISTER_AS_NOTED -> link(OTHER, ago(Duration.ofMinutes(a * 10L)));
            case UNREGISTER -> unlink(OTHER);
            case REGISTER_MEANWHILE ->
                bench.site.meanwhile = () -> {
                    if (b < 5) {
                        unlink(OTHER);
                    }
                    link(OTHER, ago(Duration.ofMinutes(b < 3 ? a : 0)));
                };
            case RESTART -> bench.restart();
        }
        look();
    }

    /** The site answers, and everything has had its time. */
    void comesToRest() {
        moment++;
        bench.site.failures.clear();
        poll(Duration.ofMinutes(10));
        sweep(Duration.ofHours(13));
        poll(Duration.ofMinutes(1));
        bench.clock.advance(Duration.ofMinutes(3));
        bench.recorder.releaseEventCopies();
        look();
        SERVERS.forEach(this::checkBaseline);
    }

    private void poll(Duration wait) {
        bench.clock.advance(wait);
        for (int i = 0; i < 3 && bench.poll.pollNext(); i++) {
            noteBaselines();
            look();
        }
    }

    private void sweep(Duration wait) {
        bench.clock.advance(wait);
        bench.schedule.markSweeps(bench.clock.instant());
        poll(Duration.ofMinutes(30));
    }

    private Instant ago(Duration duration) {
        return bench.clock.instant().minus(duration);
    }

    private static <T> Optional<T> pick(List<T> from, int which) {
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(which * from.size() / 10));
    }

    private List<RecentUnlock> lonelyTwins() {
        return bench.site.rows.stream()
                .filter(row -> row.isEvent() && !originals.contains(row.date()))
                .toList();
    }

    private RecentUnlock row(long id, Instant date, boolean hardcore) {
        return ScriptedSite.row(id, date, hardcore, "Mega Drive", 1);
    }

    private RecentUnlock twin(Instant date) {
        return ScriptedSite.row(FIRST_EVENT_ID + ++lastId, date, true, "Events", 2);
    }

    private void burst() {
        for (int i = 0; i < 520; i++) {
            show(row(++lastId, ago(Duration.ofSeconds(i / 3)), true));
        }
    }

    private void show(RecentUnlock row) {
        bench.site.rows.add(row);
        firstShown.putIfAbsent(UnlockDetector.Key.of(row), moment);
        shownSince.put(UnlockDetector.Key.of(row), moment);
        if (!row.isEvent()) {
            originals.add(row.date());
        }
    }

    private void hide(RecentUnlock row) {
        bench.site.rows.remove(row);
        hidden.add(row);
    }

    private void showAgain(RecentUnlock row) {
        hidden.remove(row);
        boolean replaced = bench.site.rows.stream().anyMatch(other -> other.achievementId() == row.achievementId());
        if (!replaced) {
            show(row);
        }
    }

    private void upgrade(RecentUnlock row) {
        if (!row.hardcore() && !row.isEvent()) {
            bench.site.rows.remove(row);
            show(row(row.achievementId(), bench.clock.instant(), true));
        }
    }

    private void move(RecentUnlock row) {
        bench.site.rows.remove(row);
        bench.site.rows.add(ScriptedSite.row(row.achievementId(), row.date(), row.hardcore(), row.consoleName(), 99));
    }

    private void link(long server, Instant registeredAt) {
        if (!links.containsKey(server)) {
            bench.register(server, registeredAt);
            links.put(server, new Link(registeredAt, moment, new HashSet<>(announced(server))));
        }
    }

    private void unlink(long server) {
        if (bench.players.unregister(server, PollBench.MEMBER)) {
            checkBaseline(server);
            links.remove(server);
        }
    }

    private void noteBaselines() {
        Map<Long, Instant> reaches = bench.database.read(handle -> handle.createQuery(
                        "SELECT guild_id, reach FROM registrations WHERE baselined = 1")
                .map((row, context) -> Map.entry(row.getLong(1), Instant.ofEpochSecond(row.getLong(2))))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue));
        reaches.forEach((server, reach) -> {
            Link link = links.get(server);
            if (link != null && link.baselinedAt == Integer.MAX_VALUE) {
                link.baselinedAt = moment;
                link.baseline = baseline(link);
            }
            if (link != null && !link.reaches.containsValue(reach)) {
                link.reaches.put(moment, reach);
            }
        });
    }

    private Set<UnlockDetector.Key> baseline(Link link) {
        Set<UnlockDetector.Key> shown = new HashSet<>();
        for (RecentUnlock row : bench.site.rows) {
            if (!row.date().isAfter(link.registeredAt)
                    && row.date().isAfter(link.registeredAt.minus(PollWindow.BASELINE))) {
                shown.add(UnlockDetector.Key.of(row));
            }
        }
        return shown;
    }

    private void checkBaseline(long server) {
        Link link = links.get(server);
        if (link == null) {
            return;
        }
        for (UnlockDetector.Key key : announced(server)) {
            boolean tooEarly = link.baseline.contains(key)
                    || (link.baselinedAt == Integer.MAX_VALUE && !key.date().isAfter(link.registeredAt));
            if (tooEarly && !link.saidBefore.contains(key)) {
                wrongs.add(key + " is of before the registration in server " + server);
            }
        }
    }

    /** Checks that no twin is announced once its original is in the ledger. */
    private void look() {
        int entries = SERVERS.stream().mapToInt(bench.outbox::waiting).sum();
        if (entries == entriesChecked) {
            return;
        }
        entriesChecked = entries;
        Set<Instant> known = new HashSet<>(bench.database.read(handle ->
                handle.createQuery("SELECT unlocked_at FROM ledger WHERE event = 0").mapTo(Long.class).list().stream()
                        .map(Instant::ofEpochSecond)
                        .toList()));
        for (long server : SERVERS) {
            for (UnlockDetector.Key key : announced(server)) {
                if (isEvent(key) && twinsSaid.add(server + " " + key) && known.contains(key.date())) {
                    wrongs.add("the twin " + key + " came out although its original was known");
                }
            }
        }
    }

    private static boolean isEvent(UnlockDetector.Key key) {
        return key.achievementId() > FIRST_EVENT_ID;
    }

    List<String> wrongs() {
        return wrongs;
    }

    /** Everything ever queued for a server. */
    List<UnlockDetector.Key> announced(long server) {
        return bench.announced(server).stream()
                .flatMap(announcement -> announcement.unlocks().stream())
                .map(PollWorld::key)
                .toList();
    }

    private static UnlockDetector.Key key(UnlockAnnouncement.Unlock unlock) {
        return new UnlockDetector.Key(unlock.achievementId(), Instant.ofEpochSecond(unlock.unlockedAt()));
    }

    /** The announcements that a server must have by now. */
    List<UnlockDetector.Key> owed(long server) {
        Link link = links.get(server);
        List<UnlockDetector.Key> owed = new ArrayList<>();
        for (RecentUnlock row : bench.site.rows) {
            boolean inTime = row.date().isAfter(ago(PollBench.SETTINGS.lateHorizon()));
            boolean twin = row.isEvent() && originals.contains(row.date());
            if (inTime && !twin && isOwed(link, UnlockDetector.Key.of(row))) {
                owed.add(UnlockDetector.Key.of(row));
            }
        }
        return owed;
    }

    /**
     * Whether the unlock came after the baseline, or has a later date and either missed the baseline or came after the
     * link.
     */
    private boolean isOwed(@Nullable Link link, UnlockDetector.Key key) {
        if (link == null) {
            return false;
        }
        int first = firstShown.getOrDefault(key, 0);
        boolean dated = key.date().isAfter(link.registeredAt);
        boolean shownAfter = link.reaches.entrySet().stream()
                .anyMatch(reach -> first > reach.getKey() && !key.date().isBefore(reach.getValue()));
        return shownAfter || (dated && (first > link.linkedAt || shownSince.getOrDefault(key, 0) <= link.baselinedAt));
    }
}
