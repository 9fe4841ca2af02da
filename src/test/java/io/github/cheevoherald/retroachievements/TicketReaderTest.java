package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketReaderTest {
    private static final String NOT_FOUND = "{\"error\":\"Ticket ID 5 not found\"}";

    @Test
    void readsEveryFieldOfTheRecentTickets() {
        TicketData.Recent recent = Answers.found(TicketReader.recent(Answers.json("tickets_recent.json")));

        assertThat(recent).isEqualTo(new TicketData.Recent(1109, List.of(openTicket(), strangeTicket())));
        assertThat(recent.tickets()).extracting(TicketData.Ticket::isOpen).containsExactly(true, false);
    }

    private static TicketData.Ticket openTicket() {
        return new TicketData.Ticket(
                80001,
                70012L,
                "First Light",
                5,
                "00071",
                "lampkeeper",
                4401L,
                "Mega Drive",
                "~Homebrew~ Harbour Tales",
                Instant.parse("2026-11-19T12:31:54Z"),
                2,
                "Did not trigger",
                "Nothing at dawn.\n\nEmulator: RALibRetro",
                "gullwing",
                null,
                null,
                1,
                "Open",
                true);
    }

    /** A ticket about deleted things, with an unknown type and state. */
    private static TicketData.Ticket strangeTicket() {
        return new TicketData.Ticket(
                80000,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.parse("2026-11-18T20:39:42Z"),
                9,
                "Triggered by the moon",
                "",
                null,
                null,
                null,
                7,
                "Adrift",
                null);
    }

    @Test
    void readsTheOlderFormInWhichEveryNumberWasAString() {
        Resolution resolved = new Resolution(3, "Request", Instant.parse("2023-02-04T08:00:00Z"), "lampkeeper");
        assertThat(Answers.found(TicketReader.recent(Answers.json("tickets_recent_old_strings.json"))))
                .isEqualTo(anOlderForm(1, "Triggered at the wrong time", "Fires at noon<br/>MD5: 00", resolved, false));
    }

    @Test
    void readsTheCamelCaseFormOfTheDocumentation() {
        assertThat(Answers.found(TicketReader.recent(Answers.json("tickets_recent_camel.json"))))
                .isEqualTo(anOlderForm(2, "Did not trigger", "notes", new Resolution(1, "Open", null, null), true));
    }

    private record Resolution(
            int state,
            String described,
            @Nullable Instant at,
            @Nullable String by) {}

    private static TicketData.Recent anOlderForm(
            int type, String described, String notes, Resolution resolution, boolean hardcore) {
        return new TicketData.Recent(
                732,
                List.of(new TicketData.Ticket(
                        80001,
                        70012L,
                        "First Light",
                        5,
                        "00071",
                        "lampkeeper",
                        4401L,
                        "Mega Drive",
                        "Harbour Tales",
                        Instant.parse("2023-02-03T20:39:42Z"),
                        type,
                        described,
                        notes,
                        "gullwing",
                        resolution.at(),
                        resolution.by(),
                        resolution.state(),
                        resolution.described(),
                        hardcore)));
    }

    @Test
    void readsOneTicket() {
        TicketData.Ticket ticket = Answers.found(TicketReader.ticket(Answers.json("ticket.json"), 80001));

        assertThat(ticket.resolvedAt()).isEqualTo("2018-04-16T08:03:31Z");
        assertThat(ticket.hardcore()).isNull();
        assertThat(ticket.isOpen()).isFalse();
    }

    @Test
    void readsAnAchievementsTickets() {
        assertThat(Answers.found(TicketReader.ofAchievement(Answers.json("tickets_of_achievement.json"), 70012)))
                .isEqualTo(new TicketData.OfAchievement(70012, "First Light", "Reach the lighthouse before dawn.", 1));
    }

    @Test
    void readsAGamesTicketsInEveryState() {
        TicketData.OfGame game = Answers.found(TicketReader.ofGame(Answers.json("tickets_of_game.json"), 4401));

        assertThat(game.gameId()).isEqualTo(4401);
        assertThat(game.gameTitle()).isEqualTo("Harbour Tales");
        assertThat(game.consoleName()).isEqualTo("Mega Drive");
        assertThat(game.ticketsInEveryState()).isEqualTo(2);
        assertThat(game.tickets()).extracting(TicketData.Ticket::id).containsExactly(80001L, 79000L);
        assertThat(game.tickets()).extracting(TicketData.Ticket::isOpen).containsExactly(true, false);
    }

    @Test
    void readsADevelopersCounts() {
        assertThat(Answers.found(TicketReader.ofDeveloper(Answers.json("tickets_of_developer.json"))))
                .isEqualTo(new TicketData.OfDeveloper("lampkeeper", 0, 17, 27, 44));
    }

    @Test
    void readsTheGamesWithTheMostTickets() {
        assertThat(Answers.found(TicketReader.mostReported(Answers.json("most_reported.json"))))
                .isEqualTo(new TicketData.MostReported(List.of(
                        new TicketData.ReportedGame(9701, "Dead 'n' Dusty", "Nintendo DS", 12),
                        new TicketData.ReportedGame(4401, "Harbour Tales", "Mega Drive", 11))));
    }

    @Test
    void recognizesTheSitesAnswersForMissingThings() {
        Reply.Json answer = Answers.parsed(404, NOT_FOUND);

        assertThat(TicketReader.ticket(answer, 5)).isEqualTo(new Outcome.Missing<>(Thing.TICKET));
        assertThat(TicketReader.ofAchievement(answer, 5)).isEqualTo(new Outcome.Missing<>(Thing.ACHIEVEMENT));
        assertThat(TicketReader.ofGame(answer, 5)).isEqualTo(new Outcome.Missing<>(Thing.GAME));
        assertThat(TicketReader.ofDeveloper(answer)).isEqualTo(new Outcome.Missing<>(Thing.PLAYER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "{\"message\":\"Not Found\"}", "{\"error\":\"Database gone\"}", "{\"error\":[]}"})
    void a404InAnotherShapeIsNotMissing(String body) {
        assertThatThrownBy(() -> TicketReader.ticket(Answers.parsed(404, body), 5))
                .isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void refusesRecentTicketsSentInPlaceOfTheAnswer() {
        Reply.Json recent = Answers.json("tickets_recent.json");

        assertThatThrownBy(() -> TicketReader.ticket(recent, 80001)).isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.ofAchievement(recent, 70012)).isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.ofGame(recent, 4401)).isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.ofDeveloper(recent)).isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.mostReported(recent)).isInstanceOf(UnexpectedShape.class);
    }

    @Test
    void refusesAnAnswerAboutSomethingElse() {
        assertThatThrownBy(() -> TicketReader.ticket(Answers.json("ticket.json"), 80002))
                .isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.ofAchievement(Answers.json("tickets_of_achievement.json"), 1))
                .isInstanceOf(UnexpectedShape.class);
        assertThatThrownBy(() -> TicketReader.ofGame(Answers.json("tickets_of_game.json"), 1))
                .isInstanceOf(UnexpectedShape.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"OpenTickets\":3}",
                "{\"OpenTickets\":3,\"RecentTickets\":{}}",
                "{\"OpenTickets\":3,\"RecentTickets\":null}",
                "{\"RecentTickets\":[]}",
                "{\"OpenTickets\":3,\"RecentTickets\":[{\"ID\":1}]}",
                "{\"OpenTickets\":3,\"RecentTickets\":[{\"ReportState\":1}]}"
            })
    void acceptsNothingElseAsRecentTickets(String body) {
        assertThatThrownBy(() -> TicketReader.recent(Answers.parsed(200, body))).isInstanceOf(UnexpectedShape.class);
    }
}
