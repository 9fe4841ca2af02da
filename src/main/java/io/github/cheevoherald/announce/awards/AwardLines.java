package io.github.cheevoherald.announce.awards;

import io.github.cheevoherald.announce.Day;
import io.github.cheevoherald.announce.FactLine;
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
import org.jspecify.annotations.Nullable;

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
            return new MessageCreateBuilder()
                    .setContent(say.line(awards))
                    .setEmbeds(list)
                    .build();
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
            String line = form == MessageForm.LIST
                    ? listed(one, here.isEmpty() ? null : here.get(here.size() - 1))
                    : plain(one);
            if (!here.isEmpty() && text.length() + 1 + line.length() > maxLength) {
                result.add(
                        new RenderedMessage(new AwardAnnouncement(here), message.apply(here, text.toString()), form));
                here = new ArrayList<>();
                text = new StringBuilder();
                line = form == MessageForm.LIST ? listed(one, null) : line;
            }
            text.append(text.isEmpty() ? "" : "\n").append(line);
            here.add(one);
        }
        result.add(new RenderedMessage(new AwardAnnouncement(here), message.apply(here, text.toString()), form));
        return result;
    }

    /** The award's line, below its day unless that is the day of the one before it. */
    private String listed(PlayersAward one, @Nullable PlayersAward before) {
        String name = PlayerName.of(one.player());
        String line = facts(AwardReadBack.line(name, MAX_PLAYER, say.title(one.award()), MAX_TITLE, one), one);
        return before != null && Day.of(before.date()) == Day.of(one.date())
                ? line
                : Day.heading(one.date()) + "\n" + line;
    }

    private String plain(PlayersAward one) {
        String name = PlayerName.of(one.player());
        return facts(AwardReadBack.dated(name, MAX_PLAYER, say.title(one.award()), MAX_TITLE, one), one);
    }

    private String facts(String beginning, PlayersAward one) {
        AnnouncedAward award = one.award();
        return new FactLine()
                .add(beginning)
                .add(say.symbol(award) + say.kind(award))
                .addIf(award.upgrade(), words.say("list.upgrade"))
                .addIf(award.first(), words.say("award.list.first"))
                .addIf(award.late(), words.say("list.late"))
                .toString();
    }
}
