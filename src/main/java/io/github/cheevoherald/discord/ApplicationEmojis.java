package io.github.cheevoherald.discord;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/**
 * Replaces the markers in messages by the application's emojis, or by Unicode ones as long as Discord doesn't have them.
 * Ids differ from application to application, so this is done right before a message is sent. Nobody else's text can hold
 * a marker: Markdown in it is escaped.
 */
public final class ApplicationEmojis {
    private static final Pattern MARKER = Pattern.compile("<:([a-z0-9_]+)_0{8}:0{20}>");

    private final Map<String, String> shown = new ConcurrentHashMap<>();
    private volatile List<EmojiPicture> pictures = List.of();

    ApplicationEmojis() {}

    /** Chooses the pictures. Until they are uploaded, Unicode stands for them. */
    public void use(List<EmojiPicture> all) {
        pictures = List.copyOf(all);
        all.forEach(one -> shown.put(one.name(), one.unicode()));
    }

    List<EmojiPicture> pictures() {
        return pictures;
    }

    /** Shows the emoji from now on. */
    void learn(EmojiPicture picture, String emoji) {
        shown.put(picture.name(), emoji);
    }

    /** The message as it is to be sent: markers may be in its text and in the descriptions of its embeds. */
    public MessageCreateData drawn(MessageCreateData message) {
        List<MessageEmbed> embeds =
                message.getEmbeds().stream().map(this::drawn).toList();
        String content = drawn(message.getContent());
        return embeds.equals(message.getEmbeds()) && content.equals(message.getContent())
                ? message
                : MessageCreateBuilder.from(message)
                        .setContent(content)
                        .setEmbeds(embeds)
                        .build();
    }

    private MessageEmbed drawn(MessageEmbed embed) {
        String description = embed.getDescription();
        return description == null
                ? embed
                : new EmbedBuilder(embed).setDescription(drawn(description)).build();
    }

    private String drawn(String text) {
        return MARKER.matcher(text).replaceAll(marker -> shown.getOrDefault(marker.group(1), ""));
    }
}
