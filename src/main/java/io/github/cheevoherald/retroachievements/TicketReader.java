package io.github.cheevoherald.retroachievements;

import io.github.cheevoherald.retroachievements.Outcome.Found;
import io.github.cheevoherald.retroachievements.Outcome.Missing;
import io.github.cheevoherald.retroachievements.Outcome.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads the answers of GetTicketData. The site answers an invalid parameter with its list of recent tickets, so each
 * reader checks that the answer is about the right subject.
 */
final class TicketReader {
    private TicketReader() {}

    static Outcome<TicketData.Recent> recent(Reply.Json json) {
        JsonFields answer = JsonFields.of(json.found());
        return new Found<>(
                new TicketData.Recent(answer.requiredInt("OpenTickets"), tickets(answer.list("RecentTickets"))));
    }

    static Outcome<TicketData.Ticket> ticket(Reply.Json json, long asked) {
        return answer(json, Thing.TICKET, fields -> {
            sameId(fields, "ID", asked);
            return ticket(fields);
        });
    }

    static Outcome<TicketData.OfAchievement> ofAchievement(Reply.Json json, long asked) {
        return answer(json, Thing.ACHIEVEMENT, fields -> {
            sameId(fields, "AchievementID", asked);
            return new TicketData.OfAchievement(
                    asked,
                    fields.text("AchievementTitle"),
                    fields.textOrNull("AchievementDescription"),
                    fields.requiredInt("OpenTickets"));
        });
    }

    static Outcome<TicketData.OfGame> ofGame(Reply.Json json, long asked) {
        return answer(json, Thing.GAME, fields -> {
            sameId(fields, "GameID", asked);
            return new TicketData.OfGame(
                    asked,
                    fields.text("GameTitle"),
                    fields.textOrNull("ConsoleName"),
                    fields.requiredInt("OpenTickets"),
                    tickets(fields.list("Tickets")));
        });
    }

    static Outcome<TicketData.OfDeveloper> ofDeveloper(Reply.Json json) {
        return answer(
                json,
                Thing.PLAYER,
                fields -> new TicketData.OfDeveloper(
                        fields.requiredText("User"),
                        fields.requiredInt("Open"),
                        fields.requiredInt("Closed"),
                        fields.requiredInt("Resolved"),
                        fields.requiredInt("Total")));
    }

    static Outcome<TicketData.MostReported> mostReported(Reply.Json json) {
        JsonFields answer = JsonFields.of(json.found());
        List<TicketData.ReportedGame> games = new ArrayList<>();
        for (JsonFields game : answer.list("MostReportedGames")) {
            games.add(new TicketData.ReportedGame(
                    game.id("GameID"),
                    game.text("GameTitle"),
                    game.textOrNull("Console"),
                    game.requiredInt("OpenTickets")));
        }
        return new Found<>(new TicketData.MostReported(games));
    }

    private static <T> Outcome<T> answer(Reply.Json json, Thing thing, Function<JsonFields, T> read) {
        JsonFields fields = JsonFields.of(json.root());
        if (json.status() == 404 && fields.has("error") && saysNotFound(fields.text("error"))) {
            return new Missing<>(thing);
        }
        json.found();
        if (fields.has("RecentTickets")) {
            throw new UnexpectedShape("the recent tickets instead of what was asked for");
        }
        return new Found<>(read.apply(fields));
    }

    private static boolean saysNotFound(String error) {
        return error.toLowerCase(Locale.ROOT).contains("not found");
    }

    private static void sameId(JsonFields fields, String name, long asked) {
        if (fields.id(name) != asked) {
            throw new UnexpectedShape("an answer about another " + name);
        }
    }

    private static List<TicketData.Ticket> tickets(List<JsonFields> rows) {
        return rows.stream().map(TicketReader::ticket).toList();
    }

    private static TicketData.Ticket ticket(JsonFields row) {
        return new TicketData.Ticket(
                row.id("ID"),
                row.longOrNull("AchievementID"),
                row.textOrNull("AchievementTitle"),
                row.intOrNull("Points"),
                row.wordOrNull("BadgeName"),
                row.textOrNull("AchievementAuthor"),
                row.longOrNull("GameID"),
                row.textOrNull("ConsoleName"),
                row.textOrNull("GameTitle"),
                row.dateOrNull("ReportedAt"),
                row.intOrZero("ReportType"),
                row.textOrNull("ReportTypeDescription"),
                row.textOrNull("ReportNotes"),
                row.textOrNull("ReportedBy"),
                row.dateOrNull("ResolvedAt"),
                row.textOrNull("ResolvedBy"),
                row.requiredInt("ReportState"),
                row.textOrNull("ReportStateDescription"),
                row.flagOrNull("Hardcore"));
    }
}
