package io.github.cheevoherald.events;

import io.github.cheevoherald.guilds.Feed;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Holder;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one transaction in which what has begun becomes ledger rows and outbox rows. */
public final class EventRecorder {
    private static final int MAX_NAMED = 10;

    private static final Comparator<RunningAchievement> OLDEST_FIRST = Comparator.comparing(
                    RunningAchievement::from, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(one -> one.event().title())
            .thenComparing(RunningAchievement::achievementId);

    private final Database database;
    private final Guilds guilds;
    private final Outbox outbox;
    private final SiteLinks links;
    private final Clock clock;
    private final EventLedger ledger = new EventLedger();

    /** Records by the bot's own clock; {@code links} makes the addresses in announcements. */
    public EventRecorder(Database database, Guilds guilds, Outbox outbox, SiteLinks links, Clock clock) {
        this.database = database;
        this.guilds = guilds;
        this.outbox = outbox;
        this.links = links;
        this.clock = clock;
    }

    SiteLinks links() {
        return links;
    }

    /** Whether any server wants to hear of events. */
    boolean isWanted() {
        return database.read(
                handle -> !guilds.announced(handle, EventAnnouncement.KIND).isEmpty());
    }

    /** Those that would be announced somewhere. */
    List<RunningAchievement> news(List<RunningAchievement> running) {
        return database.read(handle -> {
            Instant lastLook = ledger.lastLook(handle);
            List<Feed> feeds = guilds.announced(handle, EventAnnouncement.KIND);
            return ledger.unknown(handle, running).stream()
                    .filter(one -> feeds.stream().anyMatch(feed -> isNewTo(feed, one, lastLook)))
                    .toList();
        });
    }

    /**
     * Records what runs, and returns how many announcements were added to the outbox.
     *
     * @param complete whether these are all that run
     */
    int record(List<RunningAchievement> running, boolean complete, Instant siteNow) {
        return database.aloneInTransaction(handle -> {
            Instant lastLook = ledger.lastLook(handle);
            List<RunningAchievement> begun = ledger.unknown(handle, running).stream()
                    .sorted(OLDEST_FIRST)
                    .toList();
            ledger.add(handle, running, siteNow);
            if (complete) {
                ledger.looked(handle, siteNow);
            }
            int added = 0;
            for (Feed feed : begun.isEmpty() ? List.<Feed>of() : guilds.announced(handle, EventAnnouncement.KIND)) {
                List<RunningAchievement> news = begun.stream()
                        .filter(one -> isNewTo(feed, one, lastLook))
                        .toList();
                added += announce(handle, feed.guildId(), news, siteNow);
            }
            return added;
        });
    }

    /**
     * Whether the site didn't show it yet when the kind was turned on: since it began later, or since the last look was
     * later and didn't show it either.
     */
    private static boolean isNewTo(Feed feed, RunningAchievement achievement, @Nullable Instant lastLook) {
        Instant from = achievement.from();
        return (from != null && from.isAfter(feed.begunAt()))
                || (lastLook != null && !lastLook.isBefore(feed.begunAt()));
    }

    private int announce(Handle handle, long guildId, List<RunningAchievement> news, Instant siteNow) {
        Map<RunningAchievement.Group, List<Begun>> together = new LinkedHashMap<>();
        for (RunningAchievement one : news) {
            Begun begun = withHolders(handle, guildId, one, one.begun(links, siteNow));
            together.computeIfAbsent(one.group(), group -> new ArrayList<>()).add(begun);
        }
        together.values().forEach(all -> outbox.add(handle, guildId, new EventAnnouncement(all), clock.instant()));
        return together.size();
    }

    private static Begun withHolders(Handle handle, long guildId, RunningAchievement one, Begun begun) {
        EventHolders.Wanted wanted =
                new EventHolders.Wanted(one.achievementId(), one.copyId(), one.from(), one.until());
        List<Holder> holders = EventHolders.of(handle, guildId, wanted).stream()
                .map(holder -> new Holder(holder.ulid(), holder.player()))
                .toList();
        List<Holder> named = holders.subList(0, Math.min(MAX_NAMED, holders.size()));
        return begun.heldBy(named, holders.size() - named.size());
    }
}
