package io.github.cheevoherald.announce.events;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.CardMessages;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.events.EventAnnouncement;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Begun;
import io.github.cheevoherald.outbox.events.EventAnnouncement.Event;
import io.github.cheevoherald.words.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;

/** Announces achievements of events that have begun. Nothing but the announcement itself is used to draw it. */
public final class EventKind implements AnnouncementKind {
    /** More cards would bury the channel; an event may begin with dozens. */
    private static final int MAX_CARDS = 4;

    private static final Duration A_WEEK = Duration.ofDays(7);

    private final Words words;
    private final EventWords say;
    private final EventEmbed card;
    private final EventList list;

    public EventKind(Words words) {
        this.words = words;
        this.say = new EventWords(words);
        this.card = new EventEmbed(words);
        this.list = new EventList(words);
    }

    @Override
    public String name() {
        return EventAnnouncement.KIND;
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
            Announcement announcement, Function<Begun, MessageEmbed> drawing, MessageForm form) {
        List<Begun> achievements = achievements(announcement);
        return achievements.size() > MAX_CARDS
                ? list.embedded(achievements)
                : CardMessages.of(
                        achievements,
                        (one, before) -> drawing.apply(one),
                        (together, embeds) -> message(together, embeds, form));
    }

    private RenderedMessage message(List<Begun> together, List<MessageEmbed> embeds, MessageForm form) {
        return new RenderedMessage(
                new EventAnnouncement(together),
                new MessageCreateBuilder()
                        .setContent(say.content(together))
                        .setEmbeds(embeds)
                        .build(),
                form);
    }

    @Override
    public List<RenderedMessage> list(Announcement announcement) {
        return list.embedded(achievements(announcement));
    }

    @Override
    public List<RenderedMessage> plain(Announcement announcement) {
        return list.plain(achievements(announcement));
    }

    private static List<Begun> achievements(Announcement announcement) {
        return ((EventAnnouncement) announcement).achievements();
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return EventReadBack.read(content, embeds);
    }

    @Override
    public Announcement example(Example example, Instant now) {
        Begun achievement = new Begun(
                0,
                words.say("test.achievement"),
                words.say("test.event.description"),
                "",
                example.badge(),
                10,
                words.say("test.game"),
                "",
                "",
                new Event("", "", "", words.say("test.event.decorator")),
                now.getEpochSecond(),
                now.plus(A_WEEK).getEpochSecond(),
                List.of(),
                0);
        return new EventAnnouncement(List.of(achievement));
    }

    @Override
    public String exampleNote() {
        return words.say("test.event.footer");
    }
}
