package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.CardMessages;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.ListPicture;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.unlocks.UnlockEmbed.Place;
import io.github.cheevoherald.discord.Markdown;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.pictures.Badge;
import io.github.cheevoherald.pictures.BadgePictures;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Announces unlocks. Nothing but the announcement itself is used to draw it. */
public final class UnlockKind implements AnnouncementKind {
    /** Discord takes no longer description of a picture. */
    private static final int MAX_SPOKEN = 1024;

    private final Words words;
    private final UnlockWords say;
    private final UnlockEmbed card;
    private final UnlockList list;
    private final ListOfSeveralPlayers several;
    private final PlainUnlocks plain;
    private final UnlockSentence sentence;

    public UnlockKind(Words words) {
        this.words = words;
        this.say = new UnlockWords(words);
        this.card = new UnlockEmbed(words);
        this.list = new UnlockList(words);
        this.several = new ListOfSeveralPlayers(words);
        this.plain = new PlainUnlocks(words);
        this.sentence = new UnlockSentence(words);
    }

    @Override
    public String name() {
        return UnlockAnnouncement.KIND;
    }

    @Override
    public List<RenderedMessage> cards(Announcement announcement) {
        if (!(announcement instanceof Unlocks unlocks)) {
            return list(announcement);
        }
        return isMany(unlocks) ? list.of(unlocks) : embeds(unlocks, card::card, MessageForm.CARDS);
    }

    @Override
    public List<RenderedMessage> compact(Announcement announcement) {
        if (!(announcement instanceof Unlocks unlocks)) {
            return list(announcement);
        }
        return isMany(unlocks) ? list.of(unlocks) : embeds(unlocks, card::compact, MessageForm.COMPACT);
    }

    private static boolean isMany(Unlocks unlocks) {
        return unlocks.unlocks().size() > Message.MAX_EMBED_COUNT;
    }

    @Override
    public List<RenderedMessage> list(Announcement announcement) {
        List<Unlocks> parts = ((UnlockAnnouncement) announcement).parts();
        long players = parts.stream().map(Unlocks::player).distinct().count();
        return players == 1 ? list.of(merged(parts)) : several.of(parts);
    }

    private static Unlocks merged(List<Unlocks> parts) {
        List<Unlock> unlocks = new ArrayList<>();
        parts.forEach(part -> unlocks.addAll(part.unlocks()));
        unlocks.sort(Comparator.comparingLong(Unlock::unlockedAt));
        return new Unlocks(parts.get(0).player(), unlocks);
    }

    @Override
    public Optional<ListPicture> picture(Announcement announcement) {
        List<Unlock> unlocks = ((UnlockAnnouncement) announcement)
                .parts().stream()
                        .flatMap(part -> part.unlocks().stream())
                        .limit(BadgePictures.MAX_BADGES)
                        .toList();
        List<Badge> badges = unlocks.stream()
                .map(unlock -> new Badge(unlock.badgeUrl(), unlock.hardcore()))
                .toList();
        String titles = unlocks.stream().map(say::spoken).collect(Collectors.joining(", "));
        return Optional.of(
                new ListPicture(badges, Markdown.plain(words.say("list.picture", "achievements", titles), MAX_SPOKEN)));
    }

    @Override
    public List<RenderedMessage> plain(Announcement announcement) {
        List<Unlocks> parts = ((UnlockAnnouncement) announcement).parts();
        long players = parts.stream().map(Unlocks::player).distinct().count();
        return players == 1 ? plain.of(merged(parts)) : plain.of((UnlockAnnouncement) announcement);
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return UnlockReadBack.read(content, embeds);
    }

    @Override
    public Announcement example(Example example, Instant now) {
        String name = example.player().isEmpty() ? words.say("test.player") : example.player();
        Unlock unlock = new Unlock(
                0,
                words.say("test.achievement"),
                words.say("test.description"),
                "",
                example.badge(),
                10,
                14,
                null,
                words.say("test.game"),
                "",
                words.say("test.console"),
                now.getEpochSecond(),
                true,
                false,
                false);
        PlayerCard player = new PlayerCard("", name, example.page(), example.picture());
        return new Unlocks(player, List.of(unlock));
    }

    @Override
    public String exampleNote() {
        return words.say("test.footer");
    }

    /** Draws an unlock of a player as an embed. */
    @FunctionalInterface
    private interface Drawing {
        MessageEmbed of(PlayerCard player, Unlock unlock, Place place);
    }

    private List<RenderedMessage> embeds(Unlocks announcement, Drawing drawing, MessageForm form) {
        PlayerCard player = announcement.player();
        CompletedSets completed = new CompletedSets(List.of(announcement));
        return CardMessages.of(
                announcement.unlocks(),
                (unlock, before) -> {
                    boolean sameGame = before != null && CompletedSets.isSameGame(before, unlock);
                    return drawing.of(player, unlock, new Place(sameGame, completed.completes(player, unlock)));
                },
                (unlocks, embeds) -> message(new Unlocks(player, unlocks), embeds, completed, form));
    }

    private RenderedMessage message(
            Unlocks unlocks, List<MessageEmbed> embeds, CompletedSets completed, MessageForm form) {
        String content = sentence.of(unlocks.player(), unlocks.unlocks(), completed);
        MessageCreateData message =
                new MessageCreateBuilder().setContent(content).setEmbeds(embeds).build();
        return new RenderedMessage(unlocks, message, form);
    }
}
