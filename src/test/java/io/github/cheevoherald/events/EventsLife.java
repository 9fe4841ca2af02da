package io.github.cheevoherald.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.OutboxEntry;
import io.github.cheevoherald.outbox.Unsettled;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.retroachievements.WeeklyAchievement;
import io.github.cheevoherald.store.Database;
import io.github.cheevoherald.store.StoreKind;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A life of the news of events, in which anything may happen at any time, and a record of what it owes whom. */
final class EventsLife implements AutoCloseable {
    private static final int STEPS = 120;
    private static final List<Long> SERVERS = List.of(1L, 2L);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final SiteLinks LINKS = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));

    private final SplittableRandom random;
    private final MutableClock clock = MutableClock.at("2026-11-30T00:00:00Z");
    private final Database database;
    private final FeedChannels feeds;
    private final List<Listed> all = new ArrayList<>();
    private final List<Server> servers = SERVERS.stream().map(Server::new).toList();
    private EventNews news;
    private Listed week;

    /** What the site has, and what the bot owes for it. */
    private static final class Listed {
        final long id;
        final @Nullable Instant from;
        final boolean isOfTheWeek;
        final Instant appeared;
        final List<Server> owedTo = new ArrayList<>();
        boolean isListed = true;
        boolean wasSeen;

        Listed(long id, @Nullable Instant from, boolean isOfTheWeek, Instant appeared) {
            this.id = id;
            this.from = from;
            this.isOfTheWeek = isOfTheWeek;
            this.appeared = appeared;
        }

        EventAchievement row() {
            return new EventAchievement(
                    id,
                    id + 1000,
                    id + 2000,
                    "Title",
                    "Do it",
                    10,
                    "http://media/b.png",
                    7L,
                    isOfTheWeek ? "Achievement of the Week 2026" : "Fair",
                    "http://media/e.png",
                    from,
                    from == null ? null : from.plus(WEEK),
                    "Week");
        }
    }

    private static final class Server {
        final long guild;

        @Nullable Instant on;

        Server(long guild) {
            this.guild = guild;
        }
    }

    EventsLife(long seed, Path folder) {
        random = new SplittableRandom(seed);
        database = StoreKind.SQLITE.open(folder, clock);
        feeds = new FeedChannels(database, clock, List.of());
        news = news();
        week = appear(clock.instant().minus(Duration.ofDays(3)), true);
    }

    private EventNews news() {
        Outbox outbox = new Outbox(database, UnlockAnnouncement.STORED, EventAnnouncement.STORED);
        EventRecorder recorder = new EventRecorder(database, new Guilds(database), outbox, LINKS, clock);
        return new EventNews(ids -> new Outcome.Unavailable<>("no"), this::ofTheWeek, recorder, clock, clock, () -> {});
    }

    private Outcome<WeeklyAchievement> ofTheWeek() {
        if (random.nextInt(100) < 20) {
            return new Outcome.Unavailable<>("HTTP 500");
        }
        seen(List.of(week));
        Instant from = week.from;
        return from == null
                ? new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT)
                : new Outcome.Found<>(
                        new WeeklyAchievement(week.id + 2000, "Title", "Do it", 10, "1", 7, "Game", "SNES", from));
    }

    @Override
    public void close() {
        database.close();
    }

    void run() {
        for (int i = random.nextInt(4); i > 0; i--) {
            appear(random.nextBoolean() ? null : clock.instant().minus(Duration.ofDays(1 + random.nextInt(5))), false);
        }
        for (int step = 0; step < STEPS; step++) {
            clock.advance(Duration.ofSeconds(2 + random.nextInt(3600)));
            step();
        }
        clock.advance(Duration.ofHours(2));
        look();
        check();
    }

    private void step() {
        int what = random.nextInt(100);
        if (what < 12) {
            appear(clock.instant().minusSeconds(random.nextInt(2)), false);
        } else if (what < 18) {
            week.isListed = false;
            week = appear(clock.instant(), true);
        } else if (what < 26) {
            Listed one = all.get(random.nextInt(all.size()));
            one.isListed = one.isOfTheWeek ? one == week : !one.wasSeen || !one.isListed;
        } else if (what < 36) {
            turn(servers.get(random.nextInt(servers.size())));
        } else if (what < 42) {
            news = news();
        } else if (what < 50) {
            news.heard(new Outcome.Missing<>(Outcome.Thing.ACHIEVEMENT), clock.instant());
        } else if (what < 62) {
            news.heard(new Outcome.Unavailable<>("HTTP 500"), clock.instant());
        } else if (what < 66) {
            lookWhileTheStoreFails();
        } else if (what < 72) {
            lookAtSomeOfWhatRuns();
        } else {
            look();
        }
    }

    private Listed appear(@Nullable Instant from, boolean isOfTheWeek) {
        Listed one = new Listed(all.size() + 1L, from, isOfTheWeek, clock.instant());
        all.add(one);
        return one;
    }

    private void turn(Server server) {
        if (server.on == null) {
            feeds.set(server.guild, EventAnnouncement.KIND, server.guild * 10);
            server.on = clock.instant();
        } else {
            int unused = feeds.off(server.guild, EventAnnouncement.KIND, handle -> 0);
            server.on = null;
        }
    }

    private void look() {
        look(all.stream().filter(one -> one.isListed).toList(), 0);
    }

    private void lookAtSomeOfWhatRuns() {
        List<Listed> listed =
                all.stream().filter(one -> one.isListed && random.nextBoolean()).toList();
        look(listed, 1);
    }

    private void look(List<Listed> listed, int skipped) {
        ApiPage<EventAchievement> answer =
                ApiPage.whole(listed.stream().map(Listed::row).toList(), skipped);
        news.heard(new Outcome.Found<>(answer), clock.instant());
        seen(listed);
    }

    private void lookWhileTheStoreFails() {
        rename("event_ledger", "lost");
        assertThatThrownBy(() ->
                        news.heard(new Outcome.Found<>(ApiPage.whole(List.of(week.row()), 0)), clock.instant()))
                .hasMessageContaining("event_ledger");
        rename("lost", "event_ledger");
    }

    private void rename(String table, String to) {
        database.useTransaction(handle -> handle.execute("ALTER TABLE " + table + " RENAME TO " + to));
    }

    /** Whoever wanted to hear when something began, and still does when it is first seen, is owed it. */
    private void seen(List<Listed> listed) {
        for (Listed one : listed) {
            for (Server server : one.wasSeen ? List.<Server>of() : servers) {
                if (server.on != null && server.on.isBefore(one.appeared.minusSeconds(1))) {
                    one.owedTo.add(server);
                }
            }
            one.wasSeen = true;
        }
    }

    private void check() {
        for (Server server : servers) {
            List<Long> announced = Unsettled.in(database).stream()
                    .filter(entry -> entry.guildId() == server.guild)
                    .map(OutboxEntry::announcement)
                    .map(EventAnnouncement.class::cast)
                    .flatMap(announcement -> announcement.achievements().stream())
                    .map(Begun::achievementId)
                    .toList();
            assertThat(announced)
                    .as("server %s", server.guild)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(one -> one.owedTo.contains(server))
                            .map(one -> one.id + 2000)
                            .toList());
        }
    }
}
