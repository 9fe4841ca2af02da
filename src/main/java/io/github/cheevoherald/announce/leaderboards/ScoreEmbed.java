package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.discord.WebAddress;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.words.Words;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** Draws one score as a card. */
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

    MessageEmbed of(PlayerCard player, Score score) {
        EmbedBuilder embed = new EmbedBuilder().setColor(color(score)).setDescription(description(score));
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

    private String description(Score score) {
        String about = Markdown.orIfBlank(Markdown.escapeAndCut(score.description(), MAX_DESCRIPTION), "");
        return (about.isEmpty() ? "" : about + "\n")
                + say.news(score)
                + "\n"
                + say.facts(score)
                + "\n"
                + Markdown.link(say.game(score), score.gameUrl(), MAX_GAME);
    }
}
