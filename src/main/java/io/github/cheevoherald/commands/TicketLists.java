package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.lookups.GameTickets;
import io.github.cheevoherald.lookups.RecentTickets;
import io.github.cheevoherald.retroachievements.TicketData.Ticket;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import org.jspecify.annotations.Nullable;

/** Formats one ticket in full, and lists of tickets with a heading and an embed for each. */
final class TicketLists {
    private static final int PER_PAGE = RecentTickets.PER_PAGE;
    /** Keeps a heading and a page of tickets below the 6000 characters of a message. */
    private static final int MAX_IN_LIST = 950;

    private static final int NOTES_IN_LIST = 220;
    private static final int MAX_DETAIL = 60;
    private static final int MAX_GAME = 80;

    private final Formatting formatting;
    private final Words words;

    TicketLists(Formatting formatting) {
        this.formatting = formatting;
        this.words = formatting.words();
    }

    CommandAnswer recent(RecentTickets recent, PageButton button) {
        Slice<Ticket> slice =
                Slice.of(recent.tickets(), recent.page(), PER_PAGE, recent.openTickets(), recent.hasNext());
        EmbedBuilder heading = Formatting.embed(
                Formatting.BLUE,
                words.say("tickets.recent.title", "count", recent.openTickets()),
                formatting.links().site() + "tickets");
        heading.setDescription(
                slice.rows().isEmpty()
                        ? words.say("tickets.none")
                        : words.say("tickets.recent.what", "page", slice.page() + 1, "pages", slice.pages()));
        return list(heading, slice, button);
    }

    CommandAnswer ofGame(GameTickets game, PageButton button) {
        Slice<Ticket> slice = Slice.of(game.open(), button.page(), PER_PAGE);
        String title = words.say(
                "tickets.game.title",
                "count",
                game.open().size(),
                "game",
                Markdown.escapeAndCut(game.gameTitle(), MAX_GAME));
        EmbedBuilder heading =
                Formatting.embed(Formatting.BLUE, title, formatting.links().game(game.gameId()) + "/tickets");
        StringBuilder text = new StringBuilder(formatting.game(game.gameId(), game.gameTitle(), game.consoleName()));
        if (game.open().isEmpty()) {
            text.append('\n').append(words.say("tickets.none"));
        } else if (slice.pages() > 1) {
            text.append('\n').append(words.say("page.number", "page", slice.page() + 1, "pages", slice.pages()));
        }
        if (game.isCut()) {
            text.append('\n').append(words.say("tickets.game.cut"));
        }
        heading.setDescription(text);
        return list(heading, slice, button);
    }

    private CommandAnswer list(EmbedBuilder heading, Slice<Ticket> slice, PageButton button) {
        List<MessageEmbed> embeds = new ArrayList<>();
        embeds.add(heading.build());
        slice.rows().forEach(ticket -> embeds.add(small(ticket)));
        return CommandAnswer.embeds(embeds, Paging.buttons(words, button.to(slice.page()), slice.hasNext()));
    }

    private MessageEmbed small(Ticket ticket) {
        StringBuilder text = new StringBuilder()
                .append(achievement(ticket))
                .append('\n')
                .append(formatting.game(ticket.gameId(), ticket.gameTitle(), ticket.consoleName()))
                .append('\n')
                .append(words.say(
                        "tickets.small",
                        "type",
                        type(ticket),
                        "state",
                        state(ticket),
                        "mode",
                        mode(ticket),
                        "reporter",
                        reporter(ticket),
                        "age",
                        age(ticket.reportedAt())));
        String notes = notes(ticket, NOTES_IN_LIST);
        if (!notes.isBlank()) {
            text.append("\n>>> ").append(notes);
        }
        return head(ticket)
                .setDescription(Markdown.cut(text.toString(), MAX_IN_LIST))
                .build();
    }

    CommandAnswer one(Ticket ticket) {
        EmbedBuilder embed = head(ticket)
                .addField(words.say("ticket.achievement"), achievement(ticket), false)
                .addField(
                        words.say("ticket.game"),
                        formatting.game(ticket.gameId(), ticket.gameTitle(), ticket.consoleName()),
                        false)
                .addField(words.say("ticket.type"), type(ticket), true)
                .addField(words.say("ticket.state"), state(ticket), true)
                .addField(words.say("ticket.mode"), mode(ticket), true)
                .addField(words.say("ticket.reporter"), reporter(ticket), true)
                .addField(words.say("ticket.reported"), age(ticket.reportedAt()), true);
        if (ticket.achievementAuthor() != null) {
            embed.addField(words.say("ticket.developer"), formatting.player(ticket.achievementAuthor()), true);
        }
        if (ticket.resolvedAt() != null || ticket.resolvedBy() != null) {
            String by = formatting.player(ticket.resolvedBy());
            embed.addField(
                    words.say("ticket.resolved"),
                    words.say("ticket.resolved.by", "player", by, "age", age(ticket.resolvedAt())),
                    true);
        }
        String notes = notes(ticket, MessageEmbed.DESCRIPTION_MAX_LENGTH / 2);
        embed.setDescription(notes.isBlank() ? words.say("ticket.no-notes") : notes);
        return CommandAnswer.embeds(embed.build());
    }

    private EmbedBuilder head(Ticket ticket) {
        String number = Long.toString(ticket.id());
        EmbedBuilder embed = Formatting.embed(
                ticket.isOpen() ? Formatting.RED : Formatting.GREY,
                words.say("ticket.title", "ticket", number),
                formatting.links().ticket(ticket.id()));
        formatting.showBadge(embed, ticket.badgeName(), ticket.achievementTitle());
        return embed;
    }

    private String achievement(Ticket ticket) {
        Long id = ticket.achievementId();
        String title = formatting.linked(
                ticket.achievementTitle(),
                id == null ? null : formatting.links().achievement(id));
        Integer points = ticket.points();
        return points == null
                ? words.say("ticket.achievement.plain", "achievement", title)
                : words.say("ticket.achievement.points", "achievement", title, "points", points);
    }

    private String type(Ticket ticket) {
        String described = ticket.reportTypeDescription();
        if (described != null && !described.isBlank()) {
            return shown(described);
        }
        return switch (ticket.reportType()) {
            case 1 -> words.say("ticket.type.wrong-time");
            case 2 -> words.say("ticket.type.no-trigger");
            default -> Integer.toString(ticket.reportType());
        };
    }

    private String state(Ticket ticket) {
        String described = ticket.reportStateDescription();
        if (described != null && !described.isBlank()) {
            return shown(described);
        }
        return switch (ticket.reportState()) {
            case 0 -> words.say("ticket.state.closed");
            case 1 -> words.say("ticket.state.open");
            case 2 -> words.say("ticket.state.resolved");
            case 3 -> words.say("ticket.state.request");
            case 4 -> words.say("ticket.state.pending");
            default -> Integer.toString(ticket.reportState());
        };
    }

    private String shown(String text) {
        return Markdown.orIfBlank(Markdown.escapeAndCut(text, MAX_DETAIL), words.say("unnamed"));
    }

    private String mode(Ticket ticket) {
        Boolean hardcore = ticket.hardcore();
        if (hardcore == null) {
            return words.say("ticket.mode.unknown");
        }
        return words.say(hardcore ? "ticket.mode.hardcore" : "ticket.mode.softcore");
    }

    private String reporter(Ticket ticket) {
        return ticket.reportedBy() == null
                ? words.say("ticket.reporter.unknown")
                : formatting.player(ticket.reportedBy());
    }

    private String age(@Nullable Instant time) {
        return time == null ? words.say("ticket.date.unknown") : Formatting.age(time);
    }

    private static String notes(Ticket ticket, int max) {
        String notes = ticket.reportNotes();
        return notes == null ? "" : Markdown.escapeLinesAndCut(notes, max);
    }
}
