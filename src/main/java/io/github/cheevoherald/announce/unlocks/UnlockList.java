package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.ListPage.Heading;
import io.github.cheevoherald.announce.unlocks.ListPage.Line;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;

/** Draws many unlocks of one player as lines under their games' names and their days, over as few messages as Discord's limits allow. */
final class UnlockList {
    private static final int MAX_TITLE = 150;
    private static final int MAX_GAME = 150;
    private static final int MAX_CONSOLE = 60;
    private static final int MAX_EVENT = 60;

    private final Words words;
    private final UnlockWords say;
    private final UnlockSentence sentence;

    UnlockList(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.sentence = new UnlockSentence(words);
    }

    List<RenderedMessage> of(Unlocks announcement) {
        PlayerCard player = announcement.player();
        List<Unlock> all = announcement.unlocks();
        boolean mixed = mixed(all);
        CompletedSets completed = new CompletedSets(List.of(announcement));
        List<Line> lines = all.stream()
                .map(unlock -> {
                    String beginning = UnlockReadBack.line(say.title(unlock), unlock, MAX_TITLE);
                    return new Line(
                            player,
                            unlock,
                            heading(unlock),
                            line(unlock, beginning, mixed)
                                    + (completed.completes(player, unlock) ? "\n" + words.say("list.complete") : ""));
                })
                .toList();
        List<RenderedMessage> result = new ArrayList<>();
        int listed = 0;
        for (ListPage page : ListPage.filled(lines)) {
            List<Unlock> here = page.lines().stream().map(Line::unlock).toList();
            String title = title(listed, here.size(), all);
            result.add(new RenderedMessage(
                    new Unlocks(player, here),
                    page.message(
                            listed == 0 ? sentence.of(player, all, completed) : sentence.more(player, all), embed -> {
                                UnlockReadBack.writeAuthor(embed, PlayerName.of(player), player);
                                embed.setTitle(title);
                            }),
                    MessageForm.LIST));
            listed += here.size();
        }
        return result;
    }

    private String title(int before, int here, List<Unlock> all) {
        long points = UnlockSentence.points(all);
        String title = here == all.size()
                ? words.say("list.title", "count", here, "points", points)
                : words.say(
                        "list.title.part",
                        "first",
                        before + 1,
                        "last",
                        before + here,
                        "count",
                        all.size(),
                        "points",
                        points);
        return new FactLine().add(title).add(modes(all)).toString();
    }

    /** The mode that all have, or how many have which. */
    String modes(List<Unlock> all) {
        long hardcore = all.stream().filter(Unlock::hardcore).count();
        return mixed(all)
                ? words.say("list.modes", "hardcore", hardcore, "casual", all.size() - hardcore)
                : say.mode(all.get(0));
    }

    /** Whether casual ones have to be marked, because the title can't name one mode for all. */
    static boolean mixed(List<Unlock> unlocks) {
        return unlocks.stream().map(Unlock::hardcore).distinct().count() > 1;
    }

    /** The game and the day. */
    Heading heading(Unlock unlock) {
        String game = new FactLine()
                .add("**" + Markdown.link(say.game(unlock), unlock.gameUrl(), MAX_GAME) + "**")
                .add(say.console(unlock, MAX_CONSOLE))
                .toString();
        return Heading.of(game, unlock);
    }

    /** A line with the beginning that the caller made. */
    String line(Unlock unlock, String beginning, boolean mixed) {
        return new FactLine()
                .add(beginning)
                .add(words.say("list.points", "points", unlock.points(), "retroPoints", unlock.retroPoints()))
                .addIf(mixed && !unlock.hardcore(), say.modeSymbol(unlock).before(say.mode(unlock)))
                .add(say.type(unlock).map(Markdown::escape))
                .add(say.event(unlock, MAX_EVENT).map(event -> words.say("list.event", "event", event)))
                .addIf(unlock.context() != null && unlock.context().firstHere(), words.say("list.first-here"))
                .addIf(unlock.upgrade(), words.say("list.upgrade"))
                .addIf(unlock.late(), words.say("list.late"))
                .toString();
    }
}
