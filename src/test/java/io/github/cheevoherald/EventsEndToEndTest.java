package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.OpenApiCheck;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.EventPair;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.RequestLog;
import io.github.cheevoherald.sandbox.site.SiteFault;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** From the turn of a week on the site to a message in a channel, and the answer to /aotw, through the real thing. */
@Execution(ExecutionMode.CONCURRENT)
final class EventsEndToEndTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PROMISED = Duration.ofMinutes(2);

    private Herald herald;
    private Game event;
    private Instant monday;
    private long news;
    private long elsewhere;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        herald = new Herald(folder);
        event = herald.site.world().addGame("Achievement of the Week", Game.EVENTS);
        monday = herald.clock
                .instant()
                .atZone(ZoneOffset.UTC)
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant()
                .plus(WEEK);
        skipTo(monday.minus(Duration.ofDays(3)));
        news = herald.discord.channels().create(herald.server.id, "news");
        elsewhere = herald.discord.channels().create(herald.new Server("Elsewhere").id, "news");
        list("Of this week", monday.minus(WEEK), "Week 7");
        list("Of next week", monday, "Week 8");
    }

    @AfterEach
    void close() {
        try {
            if (OpenApiCheck.available()) {
                OpenApiCheck.verify(herald.discord.wire());
            }
        } finally {
            herald.close();
        }
    }

    private Achievement list(String title, Instant from, String decorator) {
        return list(event, title, from, from.plus(WEEK), decorator);
    }

    private Achievement list(Game in, String title, Instant from, @Nullable Instant until, String decorator) {
        Achievement original = herald.achievement(title);
        EventPair unused = herald.site.world().eventPairs().copy(original.id(), in.id(), from, until, decorator);
        return original;
    }

    private void start() {
        herald.start();
        herald.server.awaitFeed();
        awaitLook();
    }

    private long looks() {
        return Stream.concat(herald.site.secondRequests().entries().stream(), herald.site.requests().entries().stream())
                .map(RequestLog.Entry::method)
                .filter(method -> method.contains("event-achievements") || method.contains("AchievementOfTheWeek"))
                .count();
    }

    private void awaitLook() {
        await().atMost(Herald.SOON).until(() -> looks() > 0);
    }

    private void turnOn() {
        Message answer = herald.server.ask(
                herald.server.admin, "feed set", Map.of("channel", news, "kind", EventAnnouncement.KIND));
        assertThat(answer.content()).contains("<#" + news + ">");
    }

    private void skipTo(Instant time) {
        herald.clock.skip(Duration.between(herald.clock.instant(), time));
    }

    private void turnTheWeek() {
        skipTo(monday.plusSeconds(58));
    }

    private List<Message> posted() {
        return herald.announcements(news);
    }

    private List<String> titles() {
        return posted().stream()
                .flatMap(message -> message.embeds().stream())
                .map(embed -> embed.path("title").asText())
                .toList();
    }

    private void awaitTitles(String... titles) {
        await().atMost(Herald.SOON).untilAsserted(() -> assertThat(titles()).containsExactly(titles));
    }

    /** Lists another achievement; once it is announced, so is everything before it. */
    private void awaitAnother(String... titles) {
        list(titles[titles.length - 1], monday, "Week 8");
        skipTo(herald.clock.instant().plus(Duration.ofHours(1)));
        awaitTitles(titles);
    }

    @Test
    void theTurnOfAWeekIsAnnouncedWithinTwoMinutesOnceAndOnlyWhereItIsWanted() {
        herald.site.world().addPlayer("Ana");
        start();
        herald.server.register(herald.server.ann, "Ana");
        Achievement next = list("Also of next week", monday, "Week 8");
        herald.site.world().unlock("Ana", next.id(), true);
        herald.server.awaitAnnounced(1);
        turnOn();
        turnTheWeek();

        await().atMost(Herald.SOON).until(() -> !posted().isEmpty());
        assertThat(herald.clock.instant()).isBefore(monday.plus(PROMISED));
        awaitTitles("Of next week", "Also of next week");
        herald.restart();
        herald.server.awaitFeed();

        awaitAnother("Of next week", "Also of next week", "Another");
        assertThat(posted()).hasSize(2).first().satisfies(message -> {
            assertThat(message.content()).isEqualTo("**2 achievements** are new in Achievement of the Week");
            JsonNode embed = message.embeds().get(1);
            assertThat(embed.path("author").path("name").asText()).isEqualTo("Achievement of the Week · Week 8");
            assertThat(embed.path("url").asText()).isEqualTo(herald.site.url() + "achievement/" + next.id());
            assertThat(embed.path("thumbnail").path("url").asText()).startsWith(herald.site.url() + "Badge/");
            assertThat(embed.path("description").asText())
                    .startsWith("Do what it says\n**5** points · [Lantern Hollow](" + herald.site.url() + "game/")
                    .endsWith("ends <t:" + monday.plus(WEEK).getEpochSecond() + ":R>");
            assertThat(embed.path("footer").path("text").asText()).isEqualTo("⭐ Ana already got this");
        });
        assertThat(herald.announcements(elsewhere)).isEmpty();
    }

    @Test
    void nothingThatRanBeforeIsAnnouncedNorAnythingWhileTheKindIsOff() {
        start();
        turnTheWeek();
        long before = looks();
        await().atMost(Herald.SOON).until(() -> looks() > before);
        turnOn();

        list("Later", monday.plus(Duration.ofHours(1)), "A special");
        skipTo(monday.plus(Duration.ofHours(2)));

        awaitTitles("Later");
    }

    @Test
    void aMessageWhoseFateNobodyKnowsIsFoundInTheChannelAfterARestart() {
        start();
        turnOn();
        herald.discord.nonceMemory(Duration.ZERO);
        DiscordFault cut =
                herald.discord.faults().at(RestFilter.sendsTo(news)).times(1).statusAfterTheWork(500);
        turnTheWeek();
        await().atMost(Herald.SOON).until(() -> cut.strikes() == 1);

        herald.restart();
        herald.server.awaitFeed();

        awaitAnother("Of next week", "Another");
    }

    @ParameterizedTest
    @MethodSource("io.github.cheevoherald.Herald#faultsOfTheSecondApi")
    void withoutTheSecondApiTheFirstServesAndNothingComesTwice(SiteFault trouble) {
        herald.site.secondFaults().order(trouble);
        herald.start();
        herald.server.awaitFeed();
        turnOn();
        turnTheWeek();

        awaitTitles("Of next week");
        assertThat(herald.clock.instant()).isBefore(monday.plus(PROMISED));
        String description = posted().get(0).embeds().get(0).path("description").asText();
        assertThat(description).contains("[Lantern Hollow]", "no end date");
        assertThat(posted().get(0).content()).isEqualTo("**Of next week** is new in Achievement of the Week");
        herald.site.secondFaults().clear();
        herald.restart();
        herald.server.awaitFeed();

        awaitAnother("Of next week", "Another");
    }

    @Test
    void aotwShowsWhatRunsWithWhoHasItAndItsPagesWorkAfterARestart() {
        herald.site.world().addPlayer("Ana");
        herald.site.world().addPlayer("Ben");
        Game devember = herald.site.world().addGame("Devember", Game.EVENTS);
        list(devember, "Endless", monday.minus(WEEK), null, "Always");
        for (int day = 1; day <= 4; day++) {
            list(devember, "Of day " + day, monday.minus(WEEK), monday.minus(Duration.ofDays(day / 2)), "Day " + day);
        }
        start();
        herald.server.register(herald.server.ann, "Ana");
        herald.server.register(herald.server.ben, "Ben");
        long original =
                herald.site.world().achievements(herald.game.id()).get(0).id();
        herald.site.world().unlock("Ana", original, true);
        herald.site.world().unlock("Ben", original, false);
        herald.server.awaitAnnounced(2);

        Message first = herald.server.ask(herald.server.ann, "aotw", Map.of());

        assertThat(first.ephemeral()).isTrue();
        JsonNode embed = first.embeds().get(0);
        assertThat(embed.path("title").asText()).isEqualTo("6 current event achievements");
        assertThat(embed.path("description").asText())
                .startsWith(
                        "**[Achievement of the Week](" + herald.site.url() + "event/" + event.id() + ")** · Week 7\n"
                                + "[Of this week](" + herald.site.url() + "achievement/" + original + ") · 5 points · "
                                + "[Lantern Hollow](" + herald.site.url() + "game/" + herald.game.id() + ")\n"
                                + "Do what it says\nUntil <t:%d:D> (<t:%d:R>)\n"
                                        .formatted(monday.getEpochSecond(), monday.getEpochSecond())
                                + "✅ Ana\n⭐ Ben (doesn't count for the event)\n\n")
                .contains("Nobody here has it yet, as far as I know.")
                .doesNotContain("Of next week");
        assertThat(embed.path("footer").path("text").asText()).isEqualTo("Page 1 of 2");
        herald.restart();

        Message second = herald.discord
                .interactions()
                .click(first.id(), herald.server.ann, "Next")
                .awaitAnswer(Herald.SOON);
        assertThat(second.embeds().get(0).path("description").asText())
                .startsWith("**[Devember](")
                .containsSubsequence("[Of day 1]", "[Endless]")
                .doesNotContain("[Of this week]", "[Of day 2]");
    }

    @Test
    void anExampleIsPostedInTheKindsChannel() {
        start();
        turnOn();

        herald.server.ask(herald.server.admin, "feed test", Map.of("kind", EventAnnouncement.KIND));

        assertThat(herald.discord.channels().messages(news))
                .hasSize(2)
                .allSatisfy(message -> assertThat(message.embeds()
                                .get(0)
                                .path("author")
                                .path("name")
                                .asText())
                        .isEqualTo("Achievement of the Week · Week 1"));
    }

    @Test
    void aotwFallsBackToTheFirstApi() {
        herald.site.secondFaults().order(SiteFault.status(500));
        herald.start();
        herald.server.awaitFeed();

        Message answer = herald.server.ask(herald.server.ann, "aotw", Map.of());

        assertThat(answer.embeds().get(0).path("title").asText()).isEqualTo("1 current event achievement");
        assertThat(answer.embeds().get(0).path("description").asText())
                .startsWith("**Achievement of the Week**\n[Of this week](")
                .contains("[Lantern Hollow]");
    }
}
