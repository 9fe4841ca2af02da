package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.ListPage.Line;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;

/** Many unlocks as lines under the names of their games, over as few messages as Discord's limits allow. */
final class UnlockList {
    private static final int MOST_TITLE = 150;
    private static final int MOST_GAME = 150;
    private static final int MOST_CONSOLE = 60;

    private final Words words;
    private final UnlockWords say;
    private final UnlockEmbed look;

    UnlockList(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.look = new UnlockEmbed(words);
    }

    List<Rendered> of(Unlocks announcement) {
        PlayerCard player = announcement.player();
        List<Unlock> all = announcement.unlocks();
        boolean mixed = mixed(all);
        List<Line> lines = all.stream()
                .map(unlock -> new Line(player, unlock, game(unlock), line(unlock, mixed)))
                .toList();
        List<Rendered> result = new ArrayList<>();
        int said = 0;
        for (ListPage page : ListPage.filled(lines)) {
            List<Unlock> here = page.lines().stream().map(Line::unlock).toList();
            int before = said;
            result.add(new Rendered(
                    new Unlocks(player, here), page.message(embed -> head(embed, player, before, here.size(), all))));
            said += here.size();
        }
        return result;
    }

    private void head(EmbedBuilder embed, PlayerCard player, int before, int here, List<Unlock> all) {
        look.setAuthor(embed, player);
        String title = here == all.size()
                ? words.say("list.title", "count", here)
                : words.say("list.title.part", "first", before + 1, "last", before + here, "count", all.size());
        embed.setTitle(mixed(all) ? title : title + " · " + say.mode(all.get(0)));
    }

    /** Whether each line has to say its mode, since the title cannot. */
    private static boolean mixed(List<Unlock> unlocks) {
        return unlocks.stream().map(Unlock::hardcore).distinct().count() > 1;
    }

    private String game(Unlock unlock) {
        String link = "**" + Markdown.link(say.game(unlock), unlock.gameUrl(), MOST_GAME) + "**";
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(unlock.console(), MOST_CONSOLE), "");
        return console.isEmpty() ? link : link + " · " + console;
    }

    private String line(Unlock unlock, boolean mixed) {
        return line(unlock, Markdown.link(say.title(unlock), unlock.url(), MOST_TITLE), mixed);
    }

    /** A line whose link, or links, the caller made. */
    String line(Unlock unlock, String links, boolean mixed) {
        StringBuilder line = new StringBuilder(words.say(
                "list.unlock",
                "time",
                UnlockWords.time(unlock.unlockedAt()),
                "link",
                links,
                "points",
                unlock.points(),
                "retroPoints",
                unlock.retroPoints()));
        if (mixed) {
            line.append(" · ").append(say.mode(unlock));
        }
        say.type(unlock).ifPresent(type -> line.append(" · ").append(type));
        if (unlock.upgrade()) {
            line.append(" · ").append(words.say("list.upgrade"));
        }
        if (unlock.late()) {
            line.append(" · ").append(words.say("list.late"));
        }
        return line.toString();
    }
}
