package io.github.cheevoherald.commands;

import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.lookups.UnlockersPage;
import io.github.cheevoherald.players.Registered;
import io.github.cheevoherald.retroachievements.AchievementUnlocks;
import io.github.cheevoherald.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.dv8tion.jda.api.EmbedBuilder;
import org.jspecify.annotations.Nullable;

/** Formats a page of the players who unlocked an achievement, with the server's own members marked. */
final class UnlockersView {
    private static final int MAX_DESCRIPTION = 400;

    private final Formatting formatting;
    private final Words words;
    private final Map<String, Long> membersByUlid = new HashMap<>();
    private final Map<String, Long> membersByName = new HashMap<>();

    UnlockersView(Formatting formatting, List<Registered> members) {
        this.formatting = formatting;
        this.words = formatting.words();
        for (Registered member : members) {
            if (member.restingSince() == null) {
                membersByUlid.put(member.player().ulid().toUpperCase(Locale.ROOT), member.memberId());
                membersByName.put(member.player().name().toLowerCase(Locale.ROOT), member.memberId());
            }
        }
    }

    CommandAnswer page(UnlockersPage page, PageButton button) {
        AchievementUnlocks about = page.about();
        AchievementUnlocks.Achievement achievement = about.achievement();
        StringBuilder text = new StringBuilder();
        String description = Markdown.escapeAndCut(achievement.description(), MAX_DESCRIPTION);
        if (!description.isBlank()) {
            text.append(description).append('\n');
        }
        text.append(words.say(
                        "unlocks.achievement.about",
                        "game",
                        formatting.game(about.gameId(), about.gameTitle(), about.consoleTitle()),
                        "points",
                        achievement.points(),
                        "retropoints",
                        achievement.trueRatio()))
                .append("\n\n")
                .append(totals(about));
        String none = words.say(page.page() == 0 ? "unlocks.achievement.none" : "unlocks.achievement.no-more");
        text.append("\n\n").append(page.rows().isEmpty() ? none : "");
        page.rows().forEach(row -> text.append(line(row)).append('\n'));
        EmbedBuilder embed = Formatting.embed(
                        Formatting.GOLD,
                        formatting.title(achievement.title()),
                        formatting.links().achievement(achievement.id()))
                .setDescription(Formatting.description(text));
        Slice<AchievementUnlocks.Unlock> slice =
                Slice.of(page.rows(), page.page(), UnlockersPage.PER_PAGE, about.unlocksCount(), page.hasNext());
        return formatting.page(embed, slice, button);
    }

    private String totals(AchievementUnlocks about) {
        String all = words.say(
                "unlocks.achievement.totals",
                "count",
                about.unlocksCount(),
                "players",
                about.totalPlayers(),
                "share",
                Formatting.share(about.unlocksCount(), about.totalPlayers()));
        Integer hardcore = about.unlocksHardcoreCount();
        return hardcore == null
                ? all
                : all + " "
                        + words.say(
                                "unlocks.achievement.hardcore",
                                "count",
                                hardcore,
                                "share",
                                Formatting.share(hardcore, about.unlocksCount()));
    }

    private String line(AchievementUnlocks.Unlock unlock) {
        Long member = member(unlock);
        String mode = words.say(unlock.hardcore() ? "mode.hardcore" : "mode.softcore");
        String player = formatting.player(unlock.user());
        String age = Formatting.age(unlock.dateAwarded());
        return member == null
                ? words.say("unlocks.achievement.line", "player", player, "mode", mode, "age", age)
                : words.say(
                        "unlocks.achievement.member-line",
                        "player",
                        player,
                        "member",
                        member.toString(),
                        "mode",
                        mode,
                        "age",
                        age);
    }

    private @Nullable Long member(AchievementUnlocks.Unlock unlock) {
        String ulid = unlock.ulid();
        return ulid == null
                ? membersByName.get(unlock.user().toLowerCase(Locale.ROOT))
                : membersByUlid.get(ulid.toUpperCase(Locale.ROOT));
    }
}
