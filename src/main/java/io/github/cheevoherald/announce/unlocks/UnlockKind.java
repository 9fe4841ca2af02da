package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.AnnouncementKind;
import io.github.cheevoherald.announce.Example;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.outbox.Announcement;
import io.github.cheevoherald.outbox.ItemKey;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlocks;
import io.github.cheevoherald.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Announces unlocks. Nothing but the announcement itself is used to draw it. */
public final class UnlockKind implements AnnouncementKind {
    private final Words words;
    private final UnlockEmbed card;
    private final UnlockList list;
    private final ListOfSeveralPlayers several;
    private final PlainUnlocks plain;

    public UnlockKind(Words words) {
        this.words = words;
        this.card = new UnlockEmbed(words);
        this.list = new UnlockList(words);
        this.several = new ListOfSeveralPlayers(words);
        this.plain = new PlainUnlocks(words);
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
        return unlocks.unlocks().size() > Message.MAX_EMBED_COUNT ? list.of(unlocks) : cards(unlocks);
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
    public List<RenderedMessage> plain(Announcement announcement) {
        return ((UnlockAnnouncement) announcement)
                .parts().stream().flatMap(part -> plain.of(part).stream()).toList();
    }

    @Override
    public Set<ItemKey> readBack(String content, List<MessageEmbed> embeds) {
        return UnlockReadBack.read(content, embeds);
    }

    /** Without an achievement's page, so that it cannot be read back as an announcement. */
    @Override
    public MessageCreateData example(Example example, Instant now) {
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
        MessageEmbed embed = card.of(new PlayerCard("", name, example.page(), example.picture()), unlock);
        return MessageCreateData.fromEmbeds(
                new EmbedBuilder(embed).setFooter(words.say("test.footer")).build());
    }

    private List<RenderedMessage> cards(Unlocks announcement) {
        List<RenderedMessage> result = new ArrayList<>();
        List<Unlock> unlocks = new ArrayList<>();
        List<MessageEmbed> embeds = new ArrayList<>();
        int used = 0;
        for (Unlock unlock : announcement.unlocks()) {
            MessageEmbed next = card.of(announcement.player(), unlock);
            int length = lengthOf(next);
            if (used + length > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
                result.add(message(announcement, unlocks, embeds));
                unlocks.clear();
                embeds.clear();
                used = 0;
            }
            unlocks.add(unlock);
            embeds.add(next);
            used += length;
        }
        result.add(message(announcement, unlocks, embeds));
        return result;
    }

    private static RenderedMessage message(Unlocks announcement, List<Unlock> unlocks, List<MessageEmbed> embeds) {
        return new RenderedMessage(
                new Unlocks(announcement.player(), unlocks),
                new MessageCreateBuilder().setEmbeds(embeds).build(),
                MessageForm.CARDS);
    }

    /** As Java counts, which is never less than Discord does. */
    private static int lengthOf(MessageEmbed embed) {
        return new EmbedBuilder(embed).length();
    }
}
