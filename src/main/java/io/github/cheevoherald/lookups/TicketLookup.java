package io.github.cheevoherald.lookups;

import io.github.cheevoherald.retroachievements.AnswerCache;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.retroachievements.TicketData.Ticket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks up tickets for people. Every method blocks while the site is asked. */
public final class TicketLookup {
    private static final int PAGES_PER_BLOCK = 10;
    private static final int BLOCK = PAGES_PER_BLOCK * RecentTickets.PER_PAGE;
    private static final int MAX_PER_ANSWER = 100;
    private static final int MAX_ANSWERS = 6;
    private static final int MAX_GAMES = 100;

    private final AnswerCache answers;

    public TicketLookup(AnswerCache answers) {
        this.answers = answers;
    }

    /** A page of the latest open tickets, from 0; the last page if there are fewer. */
    public Outcome<RecentTickets> recent(Requester requester, int page) {
        return recentPage(requester, page).flatMap(found -> {
            if (page == 0 || !found.tickets().isEmpty()) {
                return new Outcome.Found<>(found);
            }
            int last = Math.max(0, (found.openTickets() - 1) / RecentTickets.PER_PAGE);
            return recentPage(requester, Math.min(page - 1, last));
        });
    }

    private Outcome<RecentTickets> recentPage(Requester requester, int page) {
        int offset = page / PAGES_PER_BLOCK * BLOCK;
        // One more than the block, to know whether there is another page after its last one.
        Outcome<TicketData.Recent> outcome =
                answers.ask(requester, "tickets recent " + offset, site -> site.recentTickets(BLOCK + 1, offset));
        return outcome.map(block -> page(block, page));
    }

    private static RecentTickets page(TicketData.Recent block, int page) {
        List<Ticket> tickets = block.tickets();
        int from = Math.min(page % PAGES_PER_BLOCK * RecentTickets.PER_PAGE, tickets.size());
        int to = Math.min(from + RecentTickets.PER_PAGE, tickets.size());
        return new RecentTickets(block.openTickets(), tickets.subList(from, to), page, to < tickets.size());
    }

    /** One ticket, in any state. */
    public Outcome<Ticket> ticket(Requester requester, long ticketId) {
        return answers.ask(requester, "ticket " + ticketId, site -> site.ticket(ticketId));
    }

    /** The number of open tickets for an achievement. */
    public Outcome<TicketData.OfAchievement> ofAchievement(Requester requester, long achievementId) {
        return answers.ask(
                requester, "tickets achievement " + achievementId, site -> site.ticketsOfAchievement(achievementId));
    }

    /** The open tickets of a game, latest first as the site orders them. */
    public Outcome<GameTickets> ofGame(Requester requester, long gameId) {
        return ofGame(requester, gameId, 0, new LinkedHashMap<>());
    }

    private Outcome<GameTickets> ofGame(Requester requester, long gameId, int answersBefore, Map<Long, Ticket> open) {
        int offset = answersBefore * MAX_PER_ANSWER;
        Outcome<TicketData.OfGame> outcome = answers.ask(
                requester,
                "tickets game " + gameId + " " + offset,
                site -> site.ticketsOfGame(gameId, MAX_PER_ANSWER, offset));
        return outcome.flatMap(game -> {
            // A ticket filed meanwhile shifts the others, so one may come twice.
            game.tickets().stream().filter(Ticket::isOpen).forEach(ticket -> open.putIfAbsent(ticket.id(), ticket));
            boolean isLast = game.tickets().size() < MAX_PER_ANSWER;
            return isLast || answersBefore == MAX_ANSWERS - 1
                    ? new Outcome.Found<>(gameTickets(game, open.values(), !isLast))
                    : ofGame(requester, gameId, answersBefore + 1, open);
        });
    }

    private static GameTickets gameTickets(TicketData.OfGame game, Collection<Ticket> open, boolean isCut) {
        return new GameTickets(game.gameId(), game.gameTitle(), game.consoleName(), List.copyOf(open), isCut);
    }

    /** A developer's ticket counts. */
    public Outcome<TicketData.OfDeveloper> ofDeveloper(Requester requester, String name) {
        return answers.ask(
                requester, "tickets developer " + name.toLowerCase(Locale.ROOT), site -> site.ticketsOfDeveloper(name));
    }

    /** The games with the most open tickets, most first. */
    public Outcome<TicketData.MostReported> games(Requester requester) {
        return answers.ask(requester, "tickets games", site -> site.mostReportedGames(MAX_GAMES));
    }
}
