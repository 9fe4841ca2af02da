package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one score as a card of five lines, or as a compact one of three. */
final class ScoreEmbed {
    private static final int FIRST_PLACE = 0xFFC83D;
    private static final int OTHER = 0x4FB6A8;
    private static final int MAX_DESCRIPTION = 300;
    private static final int MAX_GAME = 200;

    private final Words words;
    private final ScoreWords say;

    ScoreEmbed(Words words) {
        this.words = words;
        this.say = new ScoreWords(words);
    }

    MessageEmbed card(PlayerCard player, Score score) {
        String about = Markdown.orIfBlank(Markdown.escapeAndCut(score.description(), MAX_DESCRIPTION), "");
        return of(player, score, (about.isEmpty() ? "" : about + "\n") + say.news(score) + "\n" + place(score));
    }

    /** Everything about the score on one line. */
    MessageEmbed compact(PlayerCard player, Score score) {
        return of(
                player,
                score,
                new FactLine().add(say.news(score)).add(place(score).toString()).toString());
    }

    private FactLine place(Score score) {
        return new FactLine().add(say.standing(score)).add(Markdown.link(say.game(score), score.gameUrl(), MAX_GAME));
    }

    private MessageEmbed of(PlayerCard player, Score score, String description) {
        EmbedBuilder embed = new EmbedBuilder().setColor(color(score)).setDescription(description);
        say.spokenOvertaken(score).ifPresent(embed::setFooter);
        if (WebAddress.isValid(score.pictureUrl())) {
            embed.setThumbnail(
                    score.pictureUrl(), words.say("score.picture", "game", Markdown.plain(say.game(score), MAX_GAME)));
        }
        String title = Markdown.escapeAndCut(say.title(score), MessageEmbed.TITLE_MAX_LENGTH);
        ScoreReadBack.writeCard(embed, PlayerName.of(player), player, title, score);
        return embed.build();
    }

    static int color(Score score) {
        return score.reached() == Reached.FIRST_PLACE ? FIRST_PLACE : OTHER;
    }
}
