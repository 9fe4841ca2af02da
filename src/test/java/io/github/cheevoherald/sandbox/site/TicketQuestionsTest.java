package io.github.cheevoherald.sandbox.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketQuestionsTest {
    private final SiteFixture fixture = new SiteFixture();
    private final Tickets tickets = fixture.world.tickets();
    private final Achievement achievement = fixture.achievement("a");

    @AfterEach
    void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @CsvSource({
        "i=5001&f=1&u=Wren&g=101&a=10001, Hardcore",
        "f=1&u=Wren&g=101&a=10001, MostReportedGames",
        "u=Wren&g=101&a=10001, Resolved",
        "g=101&a=10001, GameID",
        "a=10001, AchievementDescription",
        "i=abc, RecentTickets",
        "u=&a=0, RecentTickets",
        "g=abc, RecentTickets",
        "f=5, RecentTickets",
    })
    void theFirstTrueParameterDecides(String parameters, String field) throws IOException {
        file();

        assertThat(fixture.json("API_GetTicketData.php?" + parameters).has(field))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"i=77", "u=No One", "g=77", "a=77"})
    void errorsNameWhatIsMissing(String parameters) throws IOException {
        try (Response response = fixture.ask("API_GetTicketData.php?" + parameters)) {
            assertThat(response.code()).isEqualTo(404);
            assertThat(response.body().string()).contains(parameters.substring(2) + " not found\"}");
        }
    }

    @Test
    void listsOpenTicketsNewestFirstAndReopenedOnesInTheirOldPlace() throws IOException {
        Ticket first = file();
        Ticket second = file();
        Ticket third = file();
        tickets.move(second.id(), TicketState.CLOSED, "Wren");
        tickets.move(third.id(), TicketState.REQUEST, null);
        assertThat(recent("")).containsExactly(third.id(), first.id());

        tickets.move(second.id(), TicketState.OPEN, null);

        assertThat(recent("")).containsExactly(third.id(), second.id(), first.id());
        assertThat(recent("&c=1&o=1")).containsExactly(second.id());
        assertThat(fixture.json("API_GetTicketData.php").path("OpenTickets").asInt())
                .isEqualTo(3);
    }

    @Test
    void returnsTenByDefaultAndAtMostAHundred() throws IOException {
        for (int count = 0; count < 120; count++) {
            file();
        }

        assertThat(recent("")).hasSize(10);
        assertThat(recent("&c=500")).hasSize(100);
        assertThat(recent("&c=0")).isEmpty();
    }

    @Test
    void listsAGamesTicketsInEveryState() throws IOException {
        tickets.move(file().id(), TicketState.RESOLVED, "Wren");
        tickets.move(file().id(), TicketState.PENDING_REVIEW, null);
        file();

        JsonNode game = fixture.json("API_GetTicketData.php?d=1&g=" + fixture.game.id());

        assertThat(game.path("OpenTickets").asInt()).isEqualTo(3);
        assertThat(game.path("Tickets").findValuesAsText("ReportState")).containsExactly("1", "4", "2");
        assertThat(fixture.json("API_GetTicketData.php?g=" + fixture.game.id()).has("Tickets"))
                .isFalse();
    }

    @Test
    void aDevelopersCountsLeaveOutRequestsAndQuarantine() throws IOException {
        tickets.move(file().id(), TicketState.REQUEST, null);
        tickets.move(file().id(), TicketState.PENDING_REVIEW, null);
        tickets.move(file().id(), TicketState.CLOSED, "Wren");
        file();

        JsonNode counts = fixture.json("API_GetTicketData.php?u=SetBuilder");

        assertThat(counts.path("Open").asInt()).isEqualTo(1);
        assertThat(counts.path("Closed").asInt()).isEqualTo(1);
        assertThat(counts.path("Total").asInt()).isEqualTo(2);
    }

    @Test
    void aQuarantinedTicketIsShownById() throws IOException {
        Ticket ticket = file();
        tickets.move(ticket.id(), TicketState.PENDING_REVIEW, null);

        assertThat(recent("")).isEmpty();
        assertThat(fixture.json("API_GetTicketData.php?i=" + ticket.id())
                        .path("ReportStateDescription")
                        .asText())
                .isEqualTo("Pending Review");
    }

    @Test
    void aTicketsMissingDetailsAreNull() throws IOException {
        Ticket ticket = file();
        fixture.world.removeAchievement(achievement.id());

        JsonNode fields = fixture.json("API_GetTicketData.php?i=" + ticket.id());

        assertThat(fields.path("AchievementTitle").isNull()).isTrue();
        assertThat(fields.path("GameID").isNull()).isTrue();
        assertThat(fields.path("ReportedBy").asText()).isEqualTo("Wren");
    }

    private Ticket file() {
        fixture.clock.advance(Duration.ofSeconds(1));
        return tickets.open(achievement.id(), "Wren", 2, "It did not pop.", true);
    }

    private List<Long> recent(String parameters) throws IOException {
        List<Long> ids = new ArrayList<>();
        JsonNode answer = fixture.json("API_GetTicketData.php?x=" + parameters);
        answer.path("RecentTickets").forEach(ticket -> ids.add(ticket.path("ID").asLong()));
        return ids;
    }
}
