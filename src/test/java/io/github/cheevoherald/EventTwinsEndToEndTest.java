package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event's copies of unlocks, with and without the second API, through the real thing. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
final class EventTwinsEndToEndTest {
    private static final String EVENT = "Achievement of the Week";
    private static final String PLAYER = "Ana";

    private Herald herald;
    private Game event;
    private Achievement original;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        herald = new Herald(folder);
        herald.site.world().addPlayer(PLAYER);
        event = herald.site.world().addGame(EVENT, Game.EVENTS);
        original = herald.achievement("Original");
    }

    @AfterEach
    void close() {
        herald.close();
    }

    private void start() {
        herald.start();
        herald.server.awaitFeed();
        await().atMost(Herald.SOON).until(() -> herald.site.secondRequests().total() > 0);
        herald.server.register(herald.server.ann, PLAYER);
        herald.clock.skip(Duration.ofSeconds(30));
    }

    private long listed() {
        return herald.site
                .world()
                .eventPairs()
                .copy(original.id(), event.id(), null, null, "Week 7")
                .copy();
    }

    private Instant justNow() {
        return herald.site.world().now().truncatedTo(ChronoUnit.SECONDS);
    }

    private void show(long achievement, Instant date) {
        // All of what a test shows comes in one answer.
        herald.site
                .world()
                .unlock(
                        PLAYER,
                        achievement,
                        true,
                        date,
                        herald.site.world().now().plusSeconds(1));
    }

    private void awaitWhatIsHeld() {
        herald.awaitPolls();
        herald.clock.skip(Duration.ofMinutes(2));
        herald.awaitPolls();
    }

    @Test
    void aTwinThatComesHoursLaterIsSilentAndItsOriginalNamesTheEvent() {
        long copy = listed();
        start();
        Instant date = justNow();
        show(original.id(), date);
        herald.server.awaitAnnounced(1);

        herald.clock.skip(Duration.ofHours(3));
        show(copy, date);
        awaitWhatIsHeld();
        Achievement last = herald.achievement("Last");
        show(last.id(), justNow());
        herald.server.awaitAnnounced(2);

        assertThat(herald.server.announcedTitles()).containsExactly("Original", "Last");
        JsonNode footer = herald.server.announced().get(0).path("footer");
        assertThat(footer.path("text").asText()).endsWith("Counts for " + EVENT);
        assertThat(herald.server.announced().get(1).toString()).doesNotContain(EVENT);
    }

    @Test
    void anUnknownTwinAsksAtOnceAndWhatNoEventListsIsAnnounced() {
        start();
        herald.clock.skip(Duration.ofMinutes(2));
        long unlisted = herald.site
                .world()
                .addAchievement(event.id(), "Of the event alone", "As it says", 1)
                .id();
        Instant date = justNow();
        show(original.id(), date);
        show(listed(), date);
        show(unlisted, date);

        herald.server.awaitAnnounced(2);
        awaitWhatIsHeld();

        assertThat(herald.server.announcedTitles()).containsExactly("Original", "Of the event alone");
        assertThat(herald.site.secondRequests().entries().toString()).contains("event-achievements");
    }

    @ParameterizedTest
    @MethodSource("io.github.cheevoherald.Herald#faultsOfTheSecondApi")
    void withoutTheSecondApiTheSameSecondDecides(SiteFault trouble) {
        herald.site.secondFaults().order(trouble);
        long copy = listed();
        start();
        Instant date = justNow();
        show(original.id(), date);
        show(copy, date);
        long alone = herald.site
                .world()
                .addAchievement(event.id(), "Alone", "As it says", 1)
                .id();
        show(alone, date.minusSeconds(5));

        herald.server.awaitAnnounced(2);
        awaitWhatIsHeld();

        assertThat(herald.server.announcedTitles()).containsExactlyInAnyOrder("Original", "Alone");
        assertThat(herald.server.announced().toString()).doesNotContain("\"name\":\"Event\"");
    }
}
