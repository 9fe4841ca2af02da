package io.github.cheevoherald.announce;

import io.github.cheevoherald.outbox.Announcement.Unlock;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.MessageEmbed;

/** One message of a list: the texts of its embeds, filled line by line. */
final class ListPage {
    /** Author and title of a message: a name, and numbers that are known when all messages are filled. */
    private static final int RESERVED = 200;

    final List<StringBuilder> texts = new ArrayList<>(List.of(new StringBuilder()));
    final List<Unlock> unlocks = new ArrayList<>();
    private int used = RESERVED;
    private String heading = "";

    /** Adds the line, under its game's heading unless it follows another of the same game; false if it is full. */
    boolean add(Unlock unlock, String game, String line) {
        String lines = game.equals(heading) ? line : game + "\n" + line;
        StringBuilder last = texts.get(texts.size() - 1);
        String separator = last.isEmpty() ? "" : "\n";
        if (used + separator.length() + lines.length() > MessageEmbed.EMBED_MAX_LENGTH_BOT) {
            return false;
        }
        if (last.length() + separator.length() + lines.length() > MessageEmbed.DESCRIPTION_MAX_LENGTH) {
            separator = "";
            last = new StringBuilder();
            texts.add(last);
        }
        last.append(separator).append(lines);
        used += separator.length() + lines.length();
        heading = game;
        unlocks.add(unlock);
        return true;
    }
}
