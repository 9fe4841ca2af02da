package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.ListPage.Line;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Summary;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws unlocks of several players as lines under their games and days, each with its player, link and time. */
final class ListOfSeveralPlayers {
    private static final int MAX_PLAYER = 60;
    private static final int MAX_TITLE = 150;

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
        List<Unlock> all =
                parts.stream().flatMap(part -> part.unlocks().stream()).toList();
        boolean mixed = UnlockList.mixed(all);
        List<Unlocks> singles = singlesByDate(parts);
        CompletedSets completed = new CompletedSets(singles);
        List<Line> lines = new ArrayList<>();
        for (Unlocks single : singles) {
            PlayerCard player = single.player();
            Unlock unlock = single.unlocks().get(0);
            String text = new FactLine()
                    .add(text(player, unlock, mixed))
                    .addIf(completed.completes(player, unlock), words.say("list.completes"))
                    .toString();
            lines.add(new Line(player, unlock, list.heading(unlock), text));
        }
        return ListPage.filled(lines).stream()
                .map(page -> rendered(page, completed))
                .toList();
    }

    private static List<Unlocks> singlesByDate(List<Unlocks> parts) {
        List<Unlocks> singles = new ArrayList<>();
        for (Unlocks part : parts) {
            part.unlocks().forEach(unlock -> singles.add(new Unlocks(part.player(), List.of(unlock))));
        }
        singles.sort(Comparator.comparingLong(single -> single.unlocks().get(0).unlockedAt()));
        return singles;
    }

    private String text(PlayerCard by, Unlock unlock, boolean mixed) {
        return list.line(
                unlock,
                UnlockReadBack.line(PlayerName.of(by), by, MAX_PLAYER, say.title(unlock), unlock, MAX_TITLE),
                mixed);
    }

    private RenderedMessage rendered(ListPage page, CompletedSets completed) {
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
                page.message(sentence.of(here, completed), embed -> embed.setTitle(title)),
                MessageForm.LIST);
    }
}
