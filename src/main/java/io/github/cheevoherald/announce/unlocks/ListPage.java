package io.github.cheevoherald.announce.unlocks;

import io.github.cheevoherald.announce.Day;
import io.github.cheevoherald.announce.FactLine;
import io.github.cheevoherald.outbox.PlayerCard;
import io.github.cheevoherald.outbox.unlocks.UnlockAnnouncement.Unlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * One message of a list: takes lines from the oldest on as long as they fit, and puts each under its game and day. These
 * stand once, unless a player went back to an earlier game: nobody's later unlock comes before an earlier one.
 */
final class ListPage {
    /** For author and title of a message: a name, and numbers that are not known until all messages are filled. */
    private static final int RESERVED = 300;

    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Integer> lastGroups = new HashMap<>();
    private int used = RESERVED;

    /** An unlock as a line of text, to stand under its heading. */
    record Line(PlayerCard player, Unlock unlock, Heading heading, String text) {}

    /** What lines have in common: the same game, as text, and the same day. */
    record Heading(String text, long day, String shownDay) {

        static Heading of(String text, Unlock unlock) {
            return new Heading(text, Day.of(unlock.unlockedAt()), Day.heading(unlock.unlockedAt()));
        }

        boolean covers(Heading other) {
            return text.equals(other.text) && day == other.day;
        }

        @Override
        public String toString() {
            return new FactLine().add(text).add(shownDay).toString();
        }
    }

    private record Group(Heading heading, List<Line> lines) {}

    /** All lines in the order of their dates, over as few messages as Discord's limits allow; one without lines if there are none. */
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
        int at = groupFor(line);
        boolean begins = at == groups.size();
        int length = (begins ? line.heading().toString().length() + 1 : 0)
                + line.text().length()
                + 1;
        if (used + length > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
            return false;
        }
        if (begins) {
            groups.add(new Group(line.heading(), new ArrayList<>()));
        }
        groups.get(at).lines().add(line);
        lastGroups.put(line.player().ulid(), at);
        used += length;
        return true;
    }

    /** The last group with its heading, unless the player has a line below that; or else a new one. */
    private int groupFor(Line line) {
        int first = lastGroups.getOrDefault(line.player().ulid(), 0);
        for (int at = groups.size() - 1; at >= first; at--) {
            if (line.heading().covers(groups.get(at).heading())) {
                return at;
            }
        }
        return groups.size();
    }

    /** The lines as they stand in the message. */
    List<Line> lines() {
        return groups.stream().flatMap(group -> group.lines().stream()).toList();
    }

    /** The message with a line of text above it; author and title go over its first embed. */
    MessageCreateData message(String content, Consumer<EmbedBuilder> head) {
        boolean hardcore = lines().stream().anyMatch(line -> line.unlock().hardcore());
        List<MessageEmbed> embeds = new ArrayList<>();
        for (String text : texts()) {
            EmbedBuilder embed =
                    new EmbedBuilder().setColor(UnlockEmbed.color(hardcore)).setDescription(text);
            if (embeds.isEmpty()) {
                head.accept(embed);
            }
            embeds.add(embed.build());
        }
        return new MessageCreateBuilder().setContent(content).setEmbeds(embeds).build();
    }

    /** The text of each embed; a heading is never the last line of one. */
    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Group group : groups) {
            String heading = group.heading() + "\n";
            for (Line line : group.lines()) {
                String next = heading + line.text();
                if (text.length() + 1 + next.length() > MessageEmbed.DESCRIPTION_MAX_LENGTH) {
                    texts.add(text.toString());
                    text = new StringBuilder();
                }
                text.append(text.isEmpty() ? "" : "\n").append(next);
                heading = "";
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
