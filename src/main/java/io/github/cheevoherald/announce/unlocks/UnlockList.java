package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.ListPage.Line;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;

/** Draws many unlocks of one player as lines under their games' names, over as few messages as Discord's limits allow. */
final class UnlockList {
    private static final int MAX_TITLE = 150;
    private static final int MAX_GAME = 150;
    private static final int MAX_CONSOLE = 60;
    private static final int MAX_EVENT = 60;

    private final Words words;
    private final UnlockWords say;

    UnlockList(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
    }

    List<RenderedMessage> of(Unlocks announcement) {
        PlayerCard player = announcement.player();
        List<Unlock> all = announcement.unlocks();
        boolean mixed = mixed(all);
        List<Line> lines = all.stream()
                .map(unlock -> new Line(player, unlock, game(unlock), line(unlock, mixed)))
                .toList();
        List<RenderedMessage> result = new ArrayList<>();
        int listed = 0;
        for (ListPage page : ListPage.filled(lines)) {
            List<Unlock> here = page.lines().stream().map(Line::unlock).toList();
            int before = listed;
            result.add(new RenderedMessage(
                    new Unlocks(player, here),
                    page.message(embed -> head(embed, player, before, here.size(), all)),
                    MessageForm.LIST));
            listed += here.size();
        }
        return result;
    }

    private void head(EmbedBuilder embed, PlayerCard player, int before, int here, List<Unlock> all) {
        UnlockReadBack.writeAuthor(embed, say.player(player), player);
        String title = here == all.size()
                ? words.say("list.title", "count", here)
                : words.say("list.title.part", "first", before + 1, "last", before + here, "count", all.size());
        embed.setTitle(mixed(all) ? title : title + " · " + say.mode(all.get(0)));
    }

    /** Whether each line needs its mode, because the title cannot name one for all. */
    private static boolean mixed(List<Unlock> unlocks) {
        return unlocks.stream().map(Unlock::hardcore).distinct().count() > 1;
    }

    private String game(Unlock unlock) {
        String link = "**" + Markdown.link(say.game(unlock), unlock.gameUrl(), MAX_GAME) + "**";
        String console = Markdown.orIfBlank(Markdown.escapeAndCut(unlock.console(), MAX_CONSOLE), "");
        return console.isEmpty() ? link : link + " · " + console;
    }

    private String line(Unlock unlock, boolean mixed) {
        return line(unlock, UnlockReadBack.line(say.title(unlock), unlock, MAX_TITLE), mixed);
    }

    /** A line with the beginning that the caller made. */
    String line(Unlock unlock, String beginning, boolean mixed) {
        StringBuilder line = new StringBuilder(beginning)
                .append(" · ")
                .append(words.say("list.points", "points", unlock.points(), "retroPoints", unlock.retroPoints()));
        if (mixed) {
            line.append(" · ").append(say.mode(unlock));
        }
        say.type(unlock).ifPresent(type -> line.append(" · ").append(type));
        say.event(unlock, MAX_EVENT)
                .ifPresent(event -> line.append(" · ").append(words.say("list.event", "event", event)));
        if (unlock.upgrade()) {
            line.append(" · ").append(words.say("list.upgrade"));
        }
        if (unlock.late()) {
            line.append(" · ").append(words.say("list.late"));
        }
        return line.toString();
    }
}
