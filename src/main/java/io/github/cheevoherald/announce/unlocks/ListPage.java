package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.Day;
import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;
import org.jspecify.annotations.Nullable;

/** One message of a list: holds the texts of its embeds, and fills them line by line. */
final class ListPage {
    /** For author and title of a message: a name, and numbers that are not known until all messages are filled. */
    private static final int RESERVED = 300;

    private final List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));
    private final List<Line> lines = new ArrayList<>();
    private int used = RESERVED;
    private @Nullable Heading heading;

    /** An unlock as a line of text; it stands under its heading unless it follows another of the same one. */
    record Line(PlayerCard player, Unlock unlock, Heading heading, String text) {}

    /** What lines have in common: the same text, which may be empty, and the same day. */
    record Heading(String text, long day, String shownDay) {

        static Heading of(String text, Unlock unlock) {
            return new Heading(text, Day.of(unlock.unlockedAt()), Day.heading(unlock.unlockedAt()));
        }

        boolean covers(@Nullable Heading other) {
            return other != null && text.equals(other.text) && day == other.day;
        }

        @Override
        public String toString() {
            return new FactLine().add(text).add(shownDay).toString();
        }
    }

    /** All lines in order, over as few messages as Discord's limits allow; one without lines if there are none. */
    static List<ListPage> filled(List<Line> lines) {
        List<ListPage> pages = new ArrayList<>();
        ListPage page = new ListPage();
        pages.add(page);
        for (Line line : lines) {
            if (!page.add(line)) {
                page = new ListPage();
                pages.add(page);
                page.add(line);
            }
        }
        return pages;
    }

    private boolean add(Line line) {
        String text = line.heading().covers(heading) ? line.text() : line.heading() + "\n" + line.text();
        StringBuilder last = texts.get(texts.size() - 1);
        String separator = last.isEmpty() ? "" : "\n";
        if (used + separator.length() + text.length() > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
            return false;
        }
        if (last.length() + separator.length() + text.length() > MessageEmbed.DESCRIPTION_MAX_LENGTH) {
            separator = "";
            last = new StringBuilder();
            texts.add(last);
        }
        last.append(separator).append(text);
        used += separator.length() + text.length();
        heading = line.heading();
        lines.add(line);
        return true;
    }

    List<Line> lines() {
        return lines;
    }

    /** The message with a line of text above it; author and title go over its first embed. */
    MessageCreateData message(String content, Consumer<EmbedBuilder> head) {
        boolean hardcore = lines.stream().anyMatch(line -> line.unlock().hardcore());
        List<MessageEmbed> embeds = new ArrayList<>();
        for (StringBuilder text : texts) {
            EmbedBuilder embed =
                    new EmbedBuilder().setColor(UnlockEmbed.color(hardcore)).setDescription(text);
            if (embeds.isEmpty()) {
                head.accept(embed);
            }
            embeds.add(embed.build());
        }
        return new MessageCreateBuilder().setContent(content).setEmbeds(embeds).build();
    }
}
