package io.github.cheevoherald.announce.sets;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.sets.SetAnnouncement;
import io.github.cheevoherald.outbox.sets.SetNews;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Announces new and revised sets. Nothing but the announcement itself is used to draw it. */
public final class SetKind implements AnnouncementKind {
    private final Words words;
    private final SetCard card;
    private final SetLines lines;

    public SetKind(Words words) {
        this.words = words;
        this.card = new SetCard(words);
        this.lines = new SetLines(words);
    }

    @Override
    public String name() {
        return SetAnnouncement.KIND;
    }

    /** A message for each, since each has a line of text of its own. */
    @Override
    public List<RenderedMessage> cards(Announcement announcement) {
        return embeds(announcement, card::card, MessageForm.CARDS);
    }

    @Override
    public List<RenderedMessage> compact(Announcement announcement) {
        return embeds(announcement, card::compact, MessageForm.COMPACT);
    }

    private List<RenderedMessage> embeds(
            Announcement announcement, Function<SetNews, MessageEmbed> drawing, MessageForm form) {
        List<RenderedMessage> messages = new ArrayList<>();
        for (SetNews news : ((SetAnnouncement) announcement).sets()) {
            MessageCreateData message = new MessageCreateBuilder()
                    .setContent(card.spoken(news))
                    .setEmbeds(drawing.apply(news))
                    .build();
            messages.add(new RenderedMessage(new SetAnnouncement(List.of(news)), message, form));
        }
        return messages;
    }

    /** The news of a single set is a card, however many players it names. */
    @Override
    public List<RenderedMessage> list(Announcement announcement) {
        return announcement.count() == 1 ? cards(announcement) : lines.list((SetAnnouncement) announcement);
    }

    @Override
    public List<RenderedMessage> plain(Announcement announcement) {
        return lines.plain((SetAnnouncement) announcement);
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return SetReadBack.read(content, embeds);
    }

    @Override
    public Announcement example(Example example, Instant now) {
        String player = example.player().isEmpty() ? words.say("test.player") : example.player();
        SetNews news = new SetNews(
                SetNews.Work.NEW,
                0,
                words.say("test.game"),
                null,
                words.say("test.console"),
                "",
                example.badge(),
                List.of(words.say("sets.example.developer")),
                48,
                610,
                null,
                List.of(new SetNews.Fan("", player)),
                List.of(),
                List.of(),
                now.getEpochSecond());
        return new SetAnnouncement(List.of(news));
    }

    @Override
    public String exampleNote() {
        return words.say("sets.example.footer");
    }
}
