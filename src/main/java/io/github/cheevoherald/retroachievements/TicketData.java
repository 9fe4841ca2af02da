package io.github.cheevoherald.retroachievements;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of GetTicketData, one for each way to ask it. */
public final class TicketData {
    private TicketData() {}

    /**
     * One ticket. Fields about something that the site has lost are null.
     *
     * @param reportType 1 triggered at the wrong time, 2 did not trigger; others are kept
     * @param reportState 0 closed, 1 open, 2 resolved, 3 request (counts as open), 4 pending review; others are kept
     * @param hardcore null when the ticket does not say
     */
    public record Ticket(
            long id,
            @Nullable Long achievementId,
            @Nullable String achievementTitle,
            @Nullable Integer points,
            @Nullable String badgeName,
            @Nullable String achievementAuthor,
            @Nullable Long gameId,
            @Nullable String consoleName,
            @Nullable String gameTitle,
            @Nullable Instant reportedAt,
            int reportType,
            @Nullable String reportTypeDescription,
            @Nullable String reportNotes,
            @Nullable String reportedBy,
            @Nullable Instant resolvedAt,
            @Nullable String resolvedBy,
            int reportState,
            @Nullable String reportStateDescription,
            @Nullable Boolean hardcore) {

        /** Whether the ticket is open or waits for its reporter, which the site counts as open. */
        public boolean isOpen() {
            return reportState == 1 || reportState == 3;
        }
    }

    /** The latest open tickets, and how many are open in all. */
    public record Recent(int openTickets, List<Ticket> tickets) {
        public Recent {
            tickets = List.copyOf(tickets);
        }
    }

    /** How many tickets are open for one achievement. */
    public record OfAchievement(
            long achievementId,
            String achievementTitle,
            @Nullable String achievementDescription,
            int openTickets) {}

    /** A game's tickets in every state, despite what the site calls the count. */
    public record OfGame(
            long gameId,
            String gameTitle,
            @Nullable String consoleName,
            int ticketsInEveryState,
            List<Ticket> tickets) {
        public OfGame {
            tickets = List.copyOf(tickets);
        }
    }

    /** Counts of the tickets for a developer's achievements. */
    public record OfDeveloper(String user, int open, int closed, int resolved, int total) {}

    /** One of the games with the most open tickets. */
    public record ReportedGame(
            long gameId, String gameTitle, @Nullable String console, int openTickets) {}

    /** The games with the most open tickets, most first. */
    public record MostReported(List<ReportedGame> games) {
        public MostReported {
            games = List.copyOf(games);
        }
    }
}
