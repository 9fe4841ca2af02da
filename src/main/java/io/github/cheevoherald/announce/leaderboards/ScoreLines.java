package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.announce.Day;
import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/**
 * Draws scores as lines under their games, in a list or as plain text. In a list each line names its player, unless they
 * are all one player's.
 */
final class ScoreLines {
    private static final int MAX_PLAYER = 60;
    private static final int MAX_TITLE = 100;
    private static final int MAX_GAME = 100;

    private final Words words;
    private final ScoreWords say;

    ScoreLines(Words words) {
        this.words = words;
        this.say = new ScoreWords(words);
    }

    List<RenderedMessage> list(List<PlayersScore> scores) {
        boolean alone = scores.stream().map(PlayersScore::player).distinct().count() == 1;
        List<RenderedMessage> messages = new ArrayList<>();
        for (Page page : pages(scores, "", MessageEmbed.DESCRIPTION_MAX_LENGTH, one -> listed(one, !alone))) {
            EmbedBuilder embed = new EmbedBuilder()
                    .setColor(ScoreEmbed.color(page.scores().get(0).score()))
                    .setTitle(words.say("score.list", "count", page.scores().size()))
                    .setDescription(page.text());
            if (alone) {
                ScoreReadBack.writeAuthor(
                        embed,
                        PlayerName.of(scores.get(0).player()),
                        scores.get(0).player());
            }
            messages.add(new RenderedMessage(
                    new ScoreAnnouncement(page.scores()),
                    new MessageCreateBuilder()
                            .setContent(say.sentence(page.scores()))
                            .setEmbeds(embed.build())
                            .build(),
                    MessageForm.LIST));
        }
        return messages;
    }

    /** The last resort when Discord refuses embeds. */
    List<RenderedMessage> plain(List<PlayersScore> scores) {
        List<RenderedMessage> messages = new ArrayList<>();
        scores.stream().map(PlayersScore::player).distinct().forEach(player -> {
            List<PlayersScore> theirs =
                    scores.stream().filter(one -> one.player().equals(player)).toList();
            String head = ScoreReadBack.heading(PlayerName.of(player), player, MAX_PLAYER) + " "
                    + words.say("score.plain") + "\n";
            for (Page page : pages(theirs, head, RoleMention.MAX_TEXT, this::dated)) {
                messages.add(new RenderedMessage(
                        new ScoreAnnouncement(page.scores()),
                        new MessageCreateBuilder()
                                .setContent(page.text())
                                .setSuppressEmbeds(true)
                                .build(),
                        MessageForm.PLAIN));
            }
        });
        return messages;
    }

    /** The scores that one message announces. */
    private record Page(List<PlayersScore> scores, String text) {}

    /** A score's line, and the heading that stands above the lines of the same group. */
    private record Line(String group, String heading, String text) {}

    private static List<Page> pages(
            List<PlayersScore> scores, String head, int maxLength, Function<PlayersScore, Line> drawing) {
        List<Page> pages = new ArrayList<>();
        List<PlayersScore> here = new ArrayList<>();
        StringBuilder text = new StringBuilder(head);
        String groupAbove = "";
        for (PlayersScore one : scores) {
            Line line = drawing.apply(one);
            String heading = line.heading() + "\n";
            String next = line.text() + "\n";
            if (!here.isEmpty() && text.length() + heading.length() + next.length() > maxLength) {
                pages.add(new Page(List.copyOf(here), text.toString().stripTrailing()));
                here.clear();
                text = new StringBuilder(head);
                groupAbove = "";
            }
            here.add(one);
            text.append(line.group().equals(groupAbove) ? "" : heading).append(next);
            groupAbove = line.group();
        }
        pages.add(new Page(List.copyOf(here), text.toString().stripTrailing()));
        return pages;
    }

    private String game(PlayersScore one) {
        return "**" + Markdown.link(say.game(one.score()), one.score().gameUrl(), MAX_GAME) + "**";
    }

    private Line dated(PlayersScore one) {
        String game = game(one);
        return new Line(game, game, line(one, ScoreReadBack.dated(say.title(one.score()), one.score(), MAX_TITLE)));
    }

    private Line listed(PlayersScore one, boolean namesPlayer) {
        String game = game(one);
        String title = say.title(one.score());
        String beginning = namesPlayer
                ? ScoreReadBack.line(
                        PlayerName.of(one.player()), one.player(), MAX_PLAYER, title, one.score(), MAX_TITLE)
                : ScoreReadBack.line(title, one.score(), MAX_TITLE);
        return new Line(game + Day.of(one.date()), game + " · " + Day.heading(one.date()), line(one, beginning));
    }

    private String line(PlayersScore one, String beginning) {
        return new FactLine()
                .add(beginning)
                .add(say.news(one.score()))
                .add(say.facts(one.score()))
                .toString();
    }
}
