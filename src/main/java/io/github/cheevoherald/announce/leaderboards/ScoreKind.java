package io.github.cheevoherald.announce.leaderboards;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.CardMessages;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.PlayersScore;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Reached;
import io.github.cheevoherald.outbox.leaderboards.ScoreAnnouncement.Score;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Announces scores on leaderboards. Nothing but the announcement itself is used to draw it. */
public final class ScoreKind implements AnnouncementKind {
    private final Words words;
    private final ScoreWords say;
    private final ScoreEmbed card;
    private final ScoreLines lines;

    public ScoreKind(Words words) {
        this.words = words;
        this.say = new ScoreWords(words);
        this.card = new ScoreEmbed(words);
        this.lines = new ScoreLines(words);
    }

    @Override
    public String name() {
        return ScoreAnnouncement.KIND;
    }

    @Override
    public List<RenderedMessage> cards(Announcement announcement) {
        return embeds(announcement, card::card, MessageForm.CARDS);
    }

    @Override
    public List<RenderedMessage> compact(Announcement announcement) {
        return embeds(announcement, card::compact, MessageForm.COMPACT);
    }

    private List<RenderedMessage> embeds(
            Announcement announcement, BiFunction<PlayerCard, Score, MessageEmbed> drawing, MessageForm form) {
        List<PlayersScore> scores = ((ScoreAnnouncement) announcement).scores();
        return scores.size() > Message.MAX_EMBED_COUNT
                ? list(announcement)
                : CardMessages.of(
                        scores,
                        (one, before) -> drawing.apply(one.player(), one.score()),
                        (together, embeds) -> message(together, embeds, form));
    }

    @Override
    public List<RenderedMessage> list(Announcement announcement) {
        return lines.list(oldestFirst(announcement));
    }

    @Override
    public List<RenderedMessage> plain(Announcement announcement) {
        return lines.plain(oldestFirst(announcement));
    }

    private static List<PlayersScore> oldestFirst(Announcement announcement) {
        return ((ScoreAnnouncement) announcement)
                .scores().stream()
                        .sorted(Comparator.comparingLong(PlayersScore::date))
                        .toList();
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return ScoreReadBack.read(content, embeds);
    }

    @Override
    public Announcement example(Example example, Instant now) {
        String name = example.player().isEmpty() ? words.say("test.player") : example.player();
        Score score = new Score(
                0,
                words.say("score.test.title"),
                words.say("score.test.description"),
                "",
                words.say("test.game"),
                "",
                "",
                "",
                words.say("score.test.score"),
                1,
                Reached.FIRST_PLACE,
                words.say("score.test.before"),
                List.of(),
                now.getEpochSecond());
        PlayerCard player = new PlayerCard("", name, example.page(), example.picture());
        return new ScoreAnnouncement(List.of(new PlayersScore(player, score)));
    }

    @Override
    public String exampleNote() {
        return words.say("score.test.footer");
    }

    private RenderedMessage message(List<PlayersScore> scores, List<MessageEmbed> embeds, MessageForm form) {
        return new RenderedMessage(
                new ScoreAnnouncement(scores),
                new MessageCreateBuilder()
                        .setContent(say.sentence(scores))
                        .setEmbeds(embeds)
                        .build(),
                form);
    }
}
