package io.github.cheevoherald.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.sandbox.discord.Message;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TicketsCommandTest extends OnTheBench {
    @Test
    void showsTheLatestOpenTicketsPaged() {
        tickets(12, 1);
        tickets(3, 2);

        Message first = bench.ask(bench.ann, "tickets recent", Map.of());

        assertThat(first.ephemeral()).isFalse();
        assertThat(first.embeds().get(0).path("title").asText()).isEqualTo("12 open tickets");
        assertThat(first.embeds().get(0).path("url").asText()).isEqualTo("https://retroachievements.org/tickets");
        assertThat(titles(first)).containsExactly("Ticket #1", "Ticket #2", "Ticket #3", "Ticket #4", "Ticket #5");
        JsonNode ticket = first.embeds().get(1);
        assertThat(ticket.path("url").asText()).isEqualTo("https://retroachievements.org/ticket/1");
        assertThat(ticket.path("thumbnail").path("url").asText()).isEqualTo("https://media.example/Badge/12345.png");
        assertThat(ticket.path("description").asText())
                .contains("[Won](https://retroachievements.org/achievement/9)")
                .contains("[Game 7](https://retroachievements.org/game/7) (Mega Drive)")
                .contains("Did not trigger · Open · Hardcore")
                .contains("reported by [Reporter](https://retroachievements.org/user/Reporter) <t:1793527200:R>")
                .contains("Line \\*one\\*\nline two");
        Message third = bench.click(bench.click(first, bench.ann, "Next"), bench.ann, "Next");
        assertThat(titles(third)).containsExactly("Ticket #11", "Ticket #12");
    }

    @Test
    void showsATicketInAnyState() {
        bench.site.tickets.add(KnownSite.ticket(5, 2, null, "a<br/>b"));

        Message answer = bench.ask(
                bench.ann, "tickets show", Map.of("ticket", "https://retroachievements.org/ticketmanager.php?i=5"));

        JsonNode embed = answer.embeds().get(0);
        assertThat(embed.path("title").asText()).isEqualTo("Ticket #5");
        assertThat(embed.path("description").asText()).isEqualTo("a\nb");
        assertThat(embed.path("fields").toString())
                .contains("Resolved", "Mode unknown", "Did not trigger", "Reporter", "Dev");
        assertThat(bench.refusal(bench.ann, "tickets achievement", Map.of("achievement", "10")))
                .contains("no achievement 10");
    }

    @Test
    void showsATicketWithoutAnyDetails() {
        bench.site.tickets.add(new TicketData.Ticket(
                6, null, null, null, null, null, null, null, null, null, 9, null, null, null, null, null, 8, "", null));

        JsonNode embed = bench.ask(bench.ann, "tickets show", Map.of("ticket", "6"))
                .embeds()
                .get(0);

        assertThat(embed.path("description").asText()).isEqualTo("(no notes)");
        assertThat(embed.path("fields").toString()).contains("unnamed", "\"9\"", "\"8\"", "unknown");
    }

    @Test
    void showsOnlyAGamesOpenTicketsAlthoughTheSiteSendsAll() {
        tickets(150, 2);
        bench.site.tickets.add(KnownSite.ticket(500, 1, true, ""));
        bench.site.tickets.add(KnownSite.ticket(501, 3, false, ""));
        bench.site.tickets.add(KnownSite.ticket(502, 4, false, ""));

        Message answer = bench.ask(bench.ann, "tickets game", Map.of("game", "retroachievements.org/game/7-slug"));

        assertThat(answer.embeds().get(0).path("title").asText()).isEqualTo("2 open tickets: Game 7");
        assertThat(titles(answer)).containsExactly("Ticket #500", "Ticket #501");
        assertThat(bench.site.asked).containsExactly("tickets of game 7 0", "tickets of game 7 100");
    }

    @Test
    void showsATicketOnceEvenIfTheSiteSendsItTwice() {
        tickets(100, 1);
        bench.site.tickets.add(KnownSite.ticket(100, 1, true, ""));

        Message answer = bench.ask(bench.ann, "tickets game", Map.of("game", "7"));

        assertThat(answer.embeds().get(0).path("title").asText()).isEqualTo("100 open tickets: Game 7");
    }

    @Test
    void showsTheLastPageIfMostTicketsWereResolvedSince() {
        tickets(12, 1);
        Message list = bench.ask(bench.ann, "tickets recent", Map.of());
        list = bench.click(list, bench.ann, "Next");
        bench.site.tickets.subList(2, 12).clear();
        bench.clock.advance(Duration.ofMinutes(2));

        Message turned = bench.click(list, bench.ann, "Next");

        assertThat(titles(turned)).containsExactly("Ticket #1", "Ticket #2");
        assertThat(turned.components()).isEmpty();
    }

    @Test
    void saysWhenAGameHasTooManyTicketsToLookThrough() {
        tickets(700, 1);

        Message answer = bench.ask(bench.ann, "tickets game", Map.of("game", "7"));

        assertThat(answer.embeds().get(0).path("title").asText()).startsWith("600 open tickets");
        assertThat(answer.embeds().get(0).path("description").asText()).contains("I didn't look through the oldest");
        assertThat(bench.site.asked).hasSize(6);
        assertThat(titles(bench.click(answer, bench.ann, "Next"))).hasSize(5).contains("Ticket #6");
    }

    @Test
    void countsTicketsPerAchievementDeveloperAndGame() {
        tickets(2, 1);
        bench.site.developers.put("dev", new TicketData.OfDeveloper("Dev", 1, 22, 333, 4444));
        for (int i = 1; i <= 11; i++) {
            bench.site.games.add(new TicketData.ReportedGame(i, "Game " + i, "Console", 20 - i));
        }

        Message achievement = bench.ask(bench.ann, "tickets achievement", Map.of("achievement", "9"));
        assertThat(achievement.embeds().get(0).path("title").asText()).isEqualTo("2 open tickets for this achievement");
        assertThat(achievement.embeds().get(0).path("description").asText())
                .contains("[Won](https://retroachievements.org/achievement/9)");

        String page = "https://www.retroachievements.org/user/DEV?tab=sets";
        Message developer = bench.ask(bench.ann, "tickets developer", Map.of("username", page));
        assertThat(developer.embeds().get(0).path("title").asText()).isEqualTo("1 open ticket for Dev");
        assertThat(developer.embeds().get(0).path("fields").toString()).contains("22", "333", "4,444");

        Message games = bench.ask(bench.ann, "tickets games", Map.of());
        assertThat(games.embeds().get(0).path("description").asText())
                .contains("**1.** [Game 1](https://retroachievements.org/game/1) (Console) · 19 open tickets")
                .doesNotContain("Game 11");
        assertThat(bench.click(games, bench.ann, "Next")
                        .embeds()
                        .get(0)
                        .path("description")
                        .asText())
                .contains("**11.** [Game 11]");
    }

    @Test
    void saysWhenNoTicketsAreOpen() {
        assertThat(bench.ask(bench.ann, "tickets recent", Map.of())
                        .embeds()
                        .get(0)
                        .path("title")
                        .asText())
                .isEqualTo("No open tickets");
    }

    @Test
    void refusesMissingAndImpossibleInput() {
        assertThat(bench.refusal(bench.ann, "tickets show", Map.of("ticket", "77")))
                .contains("no ticket 77");
        assertThat(bench.refusal(bench.ann, "tickets game", Map.of("game", "8")))
                .contains("no game 8");
        assertThat(bench.refusal(bench.ann, "tickets developer", Map.of("username", "ghost")))
                .contains("no player called ghost");
        int before = bench.site.asked.size();
        assertThat(bench.refusal(bench.ann, "tickets show", Map.of("ticket", "0")))
                .contains("I can't tell which ticket you mean");
        assertThat(bench.refusal(bench.ann, "tickets game", Map.of("game", "https://example.org/game/7")))
                .contains("I can't tell which game you mean");
        assertThat(bench.refusal(bench.ann, "tickets developer", Map.of("username", "<@1>")))
                .contains("can't be a RetroAchievements username");
        assertThat(bench.site.asked).hasSize(before);
    }

    private void tickets(int count, int state) {
        int from = bench.site.tickets.size() + 1;
        for (int i = 0; i < count; i++) {
            bench.site.tickets.add(KnownSite.ticket(from + i, state, true, "Line *one*\nline two"));
        }
    }

    private static List<String> titles(Message message) {
        return message.embeds().stream()
                .skip(1)
                .map(embed -> embed.path("title").asText())
                .toList();
    }
}
