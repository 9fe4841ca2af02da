package io.github.cheevoherald.commands;

import io.github.cheevoherald.lookups.GameTickets;
import io.github.cheevoherald.lookups.RecentTickets;
import io.github.cheevoherald.lookups.TicketLookup;
import io.github.cheevoherald.retroachievements.Outcome;
import io.github.cheevoherald.retroachievements.Requester;
import io.github.cheevoherald.retroachievements.TicketData;

/** Looks up tickets and formats the answers. Every method waits for the site. */
final class TicketAnswers {
    private final TicketLookup lookup;
    private final TicketLists pages;
    private final TicketCounts counts;
    private final OutcomeSentences outcomeSentences;

    TicketAnswers(TicketLookup lookup, Formatting formatting) {
        this.lookup = lookup;
        this.pages = new TicketLists(formatting);
        this.counts = new TicketCounts(formatting);
        this.outcomeSentences = new OutcomeSentences(formatting.words());
    }

    CommandAnswer recent(PageButton button, boolean isCommand) {
        Outcome<RecentTickets> outcome = lookup.recent(requester(button, isCommand), button.page());
        return outcomeSentences.answer(outcome, "", found -> pages.recent(found, button));
    }

    CommandAnswer ticket(long callerId, long ticketId) {
        Outcome<TicketData.Ticket> outcome = lookup.ticket(Requester.command(callerId), ticketId);
        return outcomeSentences.answer(outcome, Long.toString(ticketId), pages::one);
    }

    CommandAnswer ofAchievement(long callerId, long achievementId) {
        Outcome<TicketData.OfAchievement> outcome = lookup.ofAchievement(Requester.command(callerId), achievementId);
        return outcomeSentences.answer(outcome, Long.toString(achievementId), counts::ofAchievement);
    }

    CommandAnswer ofGame(long gameId, PageButton button, boolean isCommand) {
        Outcome<GameTickets> outcome = lookup.ofGame(requester(button, isCommand), gameId);
        return outcomeSentences.answer(outcome, Long.toString(gameId), found -> pages.ofGame(found, button));
    }

    CommandAnswer ofDeveloper(long callerId, String name) {
        Outcome<TicketData.OfDeveloper> outcome = lookup.ofDeveloper(Requester.command(callerId), name);
        return outcomeSentences.answer(outcome, name, counts::ofDeveloper);
    }

    CommandAnswer games(PageButton button, boolean isCommand) {
        Outcome<TicketData.MostReported> outcome = lookup.games(requester(button, isCommand));
        return outcomeSentences.answer(outcome, "", found -> counts.games(found, button));
    }

    private static Requester requester(PageButton button, boolean isCommand) {
        return isCommand ? Requester.command(button.callerId()) : Requester.pageTurn(button.callerId());
    }
}
