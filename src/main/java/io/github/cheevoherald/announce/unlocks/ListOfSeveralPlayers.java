package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.ListPage.Heading;
import io.github.cheevoherald.announce.unlocks.ListPage.Line;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws unlocks of several players as lines, each with its player, link and time, oldest first. */
final class ListOfSeveralPlayers {
    private static final int MAX_PLAYER = 60;
    private static final int MAX_TITLE = 150;
    private static final int MAX_GAME = 100;

    private final Words words;
    private final UnlockWords say;
    private final UnlockList list;
    private final UnlockSentence sentence;

    ListOfSeveralPlayers(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.list = new UnlockList(words);
        this.sentence = new UnlockSentence(words);
    }

    List<RenderedMessage> of(List<Unlocks> parts) {
        List<Line> lines = new ArrayList<>();
        boolean mixed = UnlockList.mixed(
                parts.stream().flatMap(part -> part.unlocks().stream()).toList());
        for (Unlocks part : parts) {
            part.unlocks().forEach(unlock -> lines.add(line(part.player(), unlock, mixed)));
        }
        lines.sort(Comparator.comparingLong(line -> line.unlock().unlockedAt()));
        return ListPage.filled(lines).stream().map(this::rendered).toList();
    }

    private Line line(PlayerCard by, Unlock unlock, boolean mixed) {
        String beginning = UnlockReadBack.line(PlayerName.of(by), by, MAX_PLAYER, say.title(unlock), unlock, MAX_TITLE);
        String game = Markdown.escapeAndCut(say.game(unlock), MAX_GAME);
        return new Line(by, unlock, Heading.of("", unlock), list.line(unlock, beginning + " · " + game, mixed));
    }

    private RenderedMessage rendered(ListPage page) {
        List<Unlock> unlocks = page.lines().stream().map(Line::unlock).toList();
        List<Unlocks> here = page.lines().stream()
                .map(line -> new Unlocks(line.player(), List.of(line.unlock())))
                .toList();
        String title = new FactLine()
                .add(words.say("list.title", "count", here.size(), "points", UnlockSentence.points(unlocks)))
                .add(list.modes(unlocks))
                .toString();
        return new RenderedMessage(
                here.size() == 1 ? here.get(0) : new Summary(here),
                page.message(sentence.of(here), embed -> embed.setTitle(title)),
                MessageForm.LIST);
    }
}
