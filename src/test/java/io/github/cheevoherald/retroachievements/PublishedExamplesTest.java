package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads the examples from the published API documentation, if they're available. */
final class PublishedExamplesTest {
    private static final Path PAGES = Path.of("../shared/reference/endpoint-pages");

    /** The JSON bodies on a page, which also contains prose and code, without their comments. */
    private static List<Reply.Json> bodies(String page, String... starts) throws IOException {
        Path file = PAGES.resolve(page);
        assumeTrue(Files.exists(file), () -> file + " isn't available");
        String text = Files.readString(file);
        List<Reply.Json> bodies = new ArrayList<>();
        for (String start : starts) {
            int from = text.indexOf(start);
            assertThat(from).as(start).isNotNegative();
            String end = start.startsWith("[") ? "\n]" : "\n}";
            String body = text.substring(from, text.indexOf(end, from) + 2);
            bodies.add(Answers.parsed(200, body.replaceAll("(?m)^\\s*// \\.\\.\\.$", "")));
        }
        return bodies;
    }

    @Test
    void recentUnlocks() throws Exception {
        List<Reply.Json> bodies = bodies("recent-unlocks.txt", "[\n  {\n    \"Date\"", "[\n  {\n    \"date\"");

        RecentUnlock raw = Answers.found(UnlockReader.read(bodies.get(0))).get(0);
        RecentUnlock camel = Answers.found(UnlockReader.read(bodies.get(1))).get(0);
        assertThat(raw)
                .isEqualTo(new RecentUnlock(
                        Instant.parse("2023-12-27T16:04:50Z"),
                        true,
                        98012,
                        "Beginner I",
                        "Clear stages 01 - 05 in Quest.",
                        "108302",
                        5,
                        25,
                        null,
                        "Pokemon Pinball mini",
                        14715,
                        "Pokemon Mini"));
        assertThat(camel)
                .isEqualTo(new RecentUnlock(
                        Instant.parse("2023-05-23T22:32:24Z"),
                        true,
                        51214,
                        "You're a special Champ!",
                        "Win the Tournament as [You] on Hard with 1 attribute on max. and 1 attribute on min.",
                        "121991",
                        25,
                        100,
                        null,
                        "WWF King of the Ring",
                        6316,
                        "Game Boy"));
    }

    @Test
    void achievementUnlocks() throws Exception {
        Reply.Json body =
                bodies("achievement-unlocks.txt", "[\n  {\n    \"user\"").get(0);

        AchievementUnlocks page = Answers.found(AchievementUnlocksReader.read(body, 13876));
        assertThat(page.achievement().id()).isEqualTo(13876);
        assertThat(page.unlocks())
                .containsExactly(new AchievementUnlocks.Unlock(
                        "Podgicus0305", null, Instant.parse("2022-07-12T19:06:34Z"), true));
    }

    @Test
    void recentTickets() throws Exception {
        List<Reply.Json> bodies = bodies("recent-tickets.txt", "{\n  \"RecentTickets\"", "{\n  \"recentTickets\"");

        TicketData.Recent raw = Answers.found(TicketReader.recent(bodies.get(0)));
        assertThat(raw.openTickets()).isEqualTo(1109);
        assertThat(raw.tickets().get(0).id()).isEqualTo(64866);
        assertThat(raw.tickets().get(0).hardcore()).isTrue();
        assertThat(raw.tickets().get(0).reportNotes()).startsWith("asdf").contains("\nEmulator: RALibRetro");
        TicketData.Recent camel = Answers.found(TicketReader.recent(bodies.get(1)));
        assertThat(camel.openTickets()).isEqualTo(732);
        assertThat(camel.tickets().get(0))
                .isEqualTo(new TicketData.Ticket(
                        56128,
                        285029L,
                        "Highly Unusual",
                        5,
                        "316108",
                        "TeddyWestside",
                        19144L,
                        "PlayStation 2",
                        "X-Men Legends",
                        Instant.parse("2023-02-03T20:39:42Z"),
                        2,
                        "Did not trigger",
                        "mockReportNotes",
                        "ManyHours",
                        null,
                        null,
                        1,
                        "Open",
                        true));
    }
}
