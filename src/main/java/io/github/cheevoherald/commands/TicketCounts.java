package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.retroachievements.TicketData;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.EmbedBuilder;

/** Formats ticket counts: for an achievement, for a developer, and for the games with the most tickets. */
final class TicketCounts {
    private static final int PER_PAGE = 10;
    private static final int MAX_TITLE = 120;
    private static final int MAX_TEXT = 400;

    private final Formatting formatting;
    private final Words words;

    TicketCounts(Formatting formatting) {
        this.formatting = formatting;
        this.words = formatting.words();
    }

    CommandAnswer ofAchievement(TicketData.OfAchievement tickets) {
        String page = formatting.links().achievement(tickets.achievementId());
        String title = words.say("tickets.achievement.title", "count", tickets.openTickets());
        StringBuilder text = new StringBuilder(formatting.linked(tickets.achievementTitle(), page));
        String description = tickets.achievementDescription();
        if (description != null && !description.isBlank()) {
            text.append('\n').append(Markdown.escapeAndCut(description, MAX_TEXT));
        }
        String all = page + "/tickets";
        text.append("\n\n").append(Markdown.link(words.say("tickets.achievement.see"), all));
        EmbedBuilder embed = Formatting.embed(Formatting.BLUE, title, all).setDescription(text);
        return CommandAnswer.embeds(embed.build());
    }

    CommandAnswer ofDeveloper(TicketData.OfDeveloper tickets) {
        String name = Markdown.escapeAndCut(tickets.user(), MAX_TITLE);
        EmbedBuilder embed = Formatting.embed(
                        Formatting.BLUE,
                        words.say("tickets.developer.title", "count", tickets.open(), "player", name),
                        formatting.links().player(tickets.user()) + "/tickets")
                .setDescription(formatting.player(tickets.user()))
                .addField(words.say("tickets.developer.open"), words.say("count", "count", tickets.open()), true)
                .addField(words.say("tickets.developer.closed"), words.say("count", "count", tickets.closed()), true)
                .addField(
                        words.say("tickets.developer.resolved"), words.say("count", "count", tickets.resolved()), true)
                .addField(words.say("tickets.developer.total"), words.say("count", "count", tickets.total()), true);
        return CommandAnswer.embeds(embed.build());
    }

    CommandAnswer games(TicketData.MostReported most, PageButton button) {
        Slice<TicketData.ReportedGame> slice = Slice.of(most.games(), button.page(), PER_PAGE);
        StringBuilder text = new StringBuilder();
        int place = slice.page() * PER_PAGE;
        for (TicketData.ReportedGame game : slice.rows()) {
            place++;
            String shown = formatting.game(game.gameId(), game.gameTitle(), game.console());
            text.append(words.say("tickets.games.line", "place", place, "game", shown, "count", game.openTickets()))
                    .append('\n');
        }
        EmbedBuilder embed = Formatting.embed(
                        Formatting.BLUE,
                        words.say("tickets.games.title"),
                        formatting.links().site() + "manage/most-reported-games")
                .setDescription(Formatting.description(most.games().isEmpty() ? words.say("tickets.none") : text));
        return formatting.page(embed, slice, button);
    }
}
