package io.github.cheevoherald.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.MutableClock;
import io.github.cheevoherald.guilds.FeedChannels;
import io.github.cheevoherald.guilds.Guilds;
import io.github.cheevoherald.outbox.FeedKey;
import io.github.cheevoherald.outbox.Outbox;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.retroachievements.ApiPage;
import io.github.cheevoherald.retroachievements.EventAchievement;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.SiteLinks;
import io.github.cheevoherald.store.EveryStep;
import io.github.cheevoherald.store.FaultyDatabase;
import io.github.cheevoherald.store.FaultyDatabase.Fault;
import io.github.cheevoherald.store.MigratedFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KilledEventsTest {
    private static final long SERVER = 1;

    private final MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
    private final List<EventAchievement> running = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(names = {"DIES_BEFORE", "DIES_AFTER", "POWER_FAILS_BEFORE", "POWER_FAILS_AFTER"})
    void whatBeginsIsRecordedOnceWhereverTheProcessEnds(Fault fault, @TempDir Path folder) {
        String url = "jdbc:sqlite:" + MigratedFile.at(folder.resolve("herald.db"));
        try (FaultyDatabase store = new FaultyDatabase(url, clock)) {
            new FeedChannels(store.database(), clock, List.of()).set(SERVER, EventAnnouncement.KIND, 10);

            assertThat(looks(store).dies(store, fault)).isGreaterThan(8);
        }
    }

    private EveryStep looks(FaultyDatabase store) {
        Outbox outbox = new Outbox(store.database(), EventAnnouncement.STORED);
        return new EveryStep() {
            @Override
            protected void happens(int number) {
                clock.advance(Duration.ofHours(1));
                running.clear();
                running.add(new EventAchievement(
                        number,
                        2000L + number,
                        1000L + number,
                        "Title",
                        "",
                        5,
                        null,
                        7L,
                        "Fair",
                        null,
                        clock.instant(),
                        null,
                        null));
            }

            @Override
            protected void work() {
                SiteLinks links = new SiteLinks(URI.create("http://site/"), URI.create("http://media/"));
                EventRecorder recorder =
                        new EventRecorder(store.database(), new Guilds(store.database()), outbox, links, clock);
                new EventNews(
                                ids -> new Outcome.Found<>(List.of()),
                                () -> new Outcome.Unavailable<>("no"),
                                recorder,
                                clock,
                                clock,
                                () -> {})
                        .heard(new Outcome.Found<>(ApiPage.whole(running, 0)), clock.instant());
            }

            @Override
            protected void workAgain() {
                work();
            }

            @Override
            protected int found() {
                return outbox.untouched(new FeedKey(SERVER, EventAnnouncement.KIND), 1_000).stream()
                        .mapToInt(entry -> entry.announcement().count())
                        .sum();
            }
        };
    }
}
