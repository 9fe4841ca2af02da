package io.github.cheevoherald.announce;

import io.github.cheevoherald.announce.ListPage.Line;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Announcement.PlayerCard;
import io.github.cheevoherald.outbox.Announcement.Summary;
import io.github.cheevoherald.outbox.Announcement.Unlock;
import io.github.cheevoherald.outbox.Announcement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Unlocks of several players, each with its player, link and time, oldest first. */
final class SummaryList {
    private static final int MOST_PLAYER = 60;
    private static final int MOST_TITLE = 150;
    private static final int MOST_GAME = 100;

    private final Words words;
    private final UnlockWords say;
    private final UnlockList list;

    SummaryList(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.list = new UnlockList(words);
    }

    /** All parts as one, where they are of one player. */
    static Unlocks merged(List<Unlocks> parts) {
        List<Unlock> unlocks = new ArrayList<>();
        parts.forEach(part -> unlocks.addAll(part.unlocks()));
        unlocks.sort(Comparator.comparingLong(Unlock::unlockedAt));
        return new Unlocks(parts.get(parts.size() - 1).player(), unlocks);
    }

    List<Rendered> of(List<Unlocks> parts) {
        List<Line> lines = new ArrayList<>();
        for (Unlocks part : parts) {
            part.unlocks().forEach(unlock -> lines.add(line(part.player(), unlock)));
        }
        lines.sort(Comparator.comparingLong(line -> line.unlock().unlockedAt()));
        return ListPage.filled(lines).stream().map(this::rendered).toList();
    }

    private Line line(PlayerCard by, Unlock unlock) {
        String player = Markdown.link(say.player(by), by.url(), MOST_PLAYER);
        String title = Markdown.link(say.title(unlock), unlock.url(), MOST_TITLE);
        String game = Markdown.escapeAndCut(say.game(unlock), MOST_GAME);
        return new Line(by, unlock, "", list.line(unlock, player + " " + title + " · " + game, true));
    }

    private Rendered rendered(ListPage page) {
        List<Unlocks> here = page.lines().stream()
                .map(line -> new Unlocks(line.player(), List.of(line.unlock())))
                .toList();
        return new Rendered(
                here.size() == 1 ? here.get(0) : new Summary(here),
                page.message(embed -> embed.setTitle(words.say("list.title", "count", here.size()))));
    }
}
