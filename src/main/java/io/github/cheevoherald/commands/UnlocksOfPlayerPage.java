package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.lookups.PlayerUnlocks;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.retroachievements.RecentUnlock;
import io.github.cheevoherald.words.Words;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import org.jspecify.annotations.Nullable;

/** Formats a page of a player's recent unlocks. */
final class UnlocksOfPlayerPage {
    private static final int PER_PAGE = 10;
    private static final int MAX_NAME = 40;
    private static final int HOUR = 60;
    private static final int DAY = 24 * HOUR;

    private final Formatting formatting;
    private final Words words;

    UnlocksOfPlayerPage(Formatting formatting) {
        this.formatting = formatting;
        this.words = formatting.words();
    }

    CommandAnswer page(String name, @Nullable Registered registered, PlayerUnlocks unlocks, PageButton button) {
        String span = span(Integer.parseInt(button.arguments().get(1)));
        Slice<RecentUnlock> slice = Slice.of(unlocks.unlocks(), button.page(), PER_PAGE);
        String title = words.say("unlocks.player.title", "player", Markdown.escapeAndCut(name, MAX_NAME));
        EmbedBuilder embed =
                Formatting.embed(Formatting.GOLD, title, formatting.links().player(name));
        StringBuilder text = new StringBuilder(totals(unlocks.unlocks(), span));
        if (registered != null) {
            String member = Long.toString(registered.memberId());
            text.append('\n').append(words.say("unlocks.player.member", "member", member));
            formatting.showPicture(embed, registered.player());
        }
        if (unlocks.isCut()) {
            text.append('\n').append(words.say("unlocks.player.cut"));
        }
        slice.rows().forEach(row -> text.append("\n\n").append(line(row)));
        embed.setDescription(Formatting.description(text));
        return formatting.page(embed, slice, button);
    }

    private String totals(List<RecentUnlock> unlocks, String span) {
        if (unlocks.isEmpty()) {
            return words.say("unlocks.player.none", "span", span);
        }
        long hardcore = unlocks.stream().filter(RecentUnlock::hardcore).count();
        return words.say(
                "unlocks.player.totals",
                "count",
                unlocks.size(),
                "span",
                span,
                "points",
                unlocks.stream().mapToLong(RecentUnlock::points).sum(),
                "hardcore",
                hardcore,
                "share",
                Formatting.share(hardcore, unlocks.size()));
    }

    private String line(RecentUnlock unlock) {
        return words.say(
                "unlocks.player.line",
                "achievement",
                formatting.linked(unlock.title(), formatting.links().achievement(unlock.achievementId())),
                "points",
                unlock.points(),
                "retropoints",
                unlock.trueRatio(),
                "mode",
                words.say(unlock.hardcore() ? "mode.hardcore" : "mode.softcore"),
                "game",
                formatting.game(unlock.gameId(), unlock.gameTitle(), unlock.consoleName()),
                "age",
                Formatting.age(unlock.date()));
    }

    private String span(int minutes) {
        if (minutes % DAY == 0 && minutes > DAY) {
            return words.say("span.days", "count", minutes / DAY);
        }
        return minutes % HOUR == 0
                ? words.say("span.hours", "count", minutes / HOUR)
                : words.say("span.minutes", "count", minutes);
    }
}
