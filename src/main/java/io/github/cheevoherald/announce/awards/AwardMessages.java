package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.CardMessages;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Draws awards, and reads them back. */
public final class AwardMessages implements AnnouncementKind {
    private final Words words;
    private final AwardWords say;
    private final AwardEmbed card;
    private final AwardLines lines;

    public AwardMessages(Words words) {
        this.words = words;
        this.say = new AwardWords(words);
        this.card = new AwardEmbed(words);
        this.lines = new AwardLines(words);
    }

    @Override
    public String name() {
        return AwardAnnouncement.KIND;
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
            Announcement announcement, Function<PlayersAward, MessageEmbed> drawing, MessageForm form) {
        AwardAnnouncement awards = (AwardAnnouncement) announcement;
        boolean fits = awards.awards().size() <= Message.MAX_EMBED_COUNT && awards.ulid() != null;
        return fits
                ? CardMessages.of(
                        awards.awards(),
                        (award, before) -> drawing.apply(award),
                        (together, embeds) -> message(together, embeds, form))
                : lines.lists(awards);
    }

    private RenderedMessage message(List<PlayersAward> awards, List<MessageEmbed> embeds, MessageForm form) {
        MessageCreateData message = new MessageCreateBuilder()
                .setContent(say.line(awards))
                .setEmbeds(embeds)
                .build();
        return new RenderedMessage(new AwardAnnouncement(awards), message, form);
    }

    @Override
    public List<RenderedMessage> list(Announcement announcement) {
        return lines.lists((AwardAnnouncement) announcement);
    }

    @Override
    public List<RenderedMessage> plain(Announcement announcement) {
        return lines.plain((AwardAnnouncement) announcement);
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return AwardReadBack.read(content, embeds);
    }

    @Override
    public Announcement example(Example example, Instant now) {
        String name = example.player().isEmpty() ? words.say("test.player") : example.player();
        AnnouncedAward award = new AnnouncedAward(
                AnnouncedAward.Kind.MASTERED,
                "",
                words.say("test.game"),
                "",
                example.badge(),
                null,
                words.say("test.console"),
                400,
                null,
                now.getEpochSecond(),
                false,
                false,
                42,
                900,
                Duration.ofDays(12).toSeconds(),
                3,
                true);
        PlayerCard player = new PlayerCard("", name, example.page(), example.picture());
        return new AwardAnnouncement(List.of(new PlayersAward(player, award)));
    }

    @Override
    public String exampleNote() {
        return words.say("test.award.footer");
    }
}
