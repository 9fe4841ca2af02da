package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.PlayerName;
import io.github.cheevoherald.announce.RenderedMessage;
import io.github.cheevoherald.announce.RoleMention;
import io.github.cheevoherald.outbox.MessageForm;
import io.github.cheevoherald.outbox.awards.AnnouncedAward;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement;
import io.github.cheevoherald.outbox.awards.AwardAnnouncement.PlayersAward;
import io.github.cheevoherald.words.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Draws awards as lines, each with its player, link and time, as lists or as plain text. */
final class AwardLines {
    private static final int MAX_PLAYER = 60;
    private static final int MAX_TITLE = 150;

    private final Words words;
    private final AwardWords say;

    AwardLines(Words words) {
        this.words = words;
        this.say = new AwardWords(words);
    }

    /** Lists, the oldest award first. */
    List<RenderedMessage> lists(AwardAnnouncement announcement) {
        List<PlayersAward> sorted = announcement.awards().stream()
                .sorted(Comparator.comparingLong(PlayersAward::date))
                .toList();
        return filled(sorted, MessageEmbed.DESCRIPTION_MAX_LENGTH, MessageForm.LIST, (awards, text) -> {
            MessageEmbed list = new EmbedBuilder()
                    .setColor(AwardEmbed.color(AnnouncedAward.Kind.MASTERED))
                    .setTitle(words.say("award.list.title", "count", awards.size()))
                    .setDescription(text)
                    .build();
            return new MessageCreateBuilder().setEmbeds(list).build();
        });
    }

    /** Text without any embed. */
    List<RenderedMessage> plain(AwardAnnouncement announcement) {
        return filled(
                announcement.awards(),
                RoleMention.MAX_TEXT,
                MessageForm.PLAIN,
                (awards, text) -> new MessageCreateBuilder()
                        .setContent(text)
                        .setSuppressEmbeds(true)
                        .build());
    }

    private List<RenderedMessage> filled(
            List<PlayersAward> all,
            int maxLength,
            MessageForm form,
            BiFunction<List<PlayersAward>, String, MessageCreateData> message) {
        List<RenderedMessage> result = new ArrayList<>();
        List<PlayersAward> here = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (PlayersAward one : all) {
            String line = line(one);
            if (!here.isEmpty() && text.length() + 1 + line.length() > maxLength) {
                result.add(
                        new RenderedMessage(new AwardAnnouncement(here), message.apply(here, text.toString()), form));
                here = new ArrayList<>();
                text = new StringBuilder();
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
            here.add(one);
        }
        result.add(new RenderedMessage(new AwardAnnouncement(here), message.apply(here, text.toString()), form));
        return result;
    }

    private String line(PlayersAward one) {
        AnnouncedAward award = one.award();
        StringBuilder line = new StringBuilder(
                        AwardReadBack.line(PlayerName.of(one.player()), MAX_PLAYER, say.title(award), MAX_TITLE, one))
                .append(" · ")
                .append(say.kind(award));
        if (award.upgrade()) {
            line.append(" · ").append(words.say("list.upgrade"));
        }
        if (award.first()) {
            line.append(" · ").append(words.say("award.list.first"));
        }
        if (award.late()) {
            line.append(" · ").append(words.say("list.late"));
        }
        return line.toString();
    }
}
