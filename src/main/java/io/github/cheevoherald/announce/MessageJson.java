package io.github.cheevoherald.announce;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.entities.Message.MentionType;
import net.dv8tion.jda.api.entities.Message.MessageFlag;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.utils.FileUpload;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Converts messages to the JSON that the outbox stores, in Discord's own shape, without files and components. */
final class MessageJson {
    private static final String PICTURE = "badges.png";
    private static final String ALLOWED = "allowed_mentions";
    private static final String ROLES = "roles";

    private MessageJson() {}

    static String write(MessageCreateData message) {
        DataObject json = DataObject.empty();
        if (!message.getContent().isEmpty()) {
            json.put("content", message.getContent());
        }
        if (!message.getEmbeds().isEmpty()) {
            json.put("embeds", DataArray.fromCollection(message.getEmbeds()));
        }
        if (message.isSuppressEmbeds()) {
            json.put("flags", MessageFlag.toBitField(EnumSet.of(MessageFlag.EMBEDS_SUPPRESSED)));
        }
        if (!message.getMentionedRoles().isEmpty()) {
            json.put(ALLOWED, DataObject.empty().put(ROLES, DataArray.fromCollection(message.getMentionedRoles())));
        }
        return json.toString();
    }

    /** The message, which pings the roles that it was written with and nobody else. */
    static MessageCreateData read(String text) {
        DataObject json = DataObject.fromJson(text);
        List<String> roles = json.optObject(ALLOWED).flatMap(allowed -> allowed.optArray(ROLES)).stream()
                .flatMap(all -> all.stream(DataArray::getString))
                .toList();
        return MessageCreateBuilder.from(readSilent(text)).mentionRoles(roles).build();
    }

    /** The message, which pings nobody. */
    static MessageCreateData readSilent(String text) {
        DataObject json = DataObject.fromJson(text);
        MessageCreateBuilder message = new MessageCreateBuilder()
                .setContent(json.getString("content", ""))
                .setAllowedMentions(EnumSet.noneOf(MentionType.class))
                .setSuppressEmbeds(
                        MessageFlag.fromBitField(json.getInt("flags", 0)).contains(MessageFlag.EMBEDS_SUPPRESSED));
        MessageEmbed[] embeds = json.optArray("embeds").orElseGet(DataArray::empty).stream(DataArray::getObject)
                .map(MessageJson::embed)
                .toArray(MessageEmbed[]::new);
        return message.setEmbeds(embeds).build();
    }

    /** The message with a picture under its last embed. */
    static MessageCreateData withPicture(MessageCreateData message, byte[] png, String description) {
        List<MessageEmbed> embeds = new ArrayList<>(message.getEmbeds());
        int last = embeds.size() - 1;
        embeds.set(
                last,
                new EmbedBuilder(embeds.get(last))
                        .setImage("attachment://" + PICTURE, description)
                        .build());
        return MessageCreateBuilder.from(message)
                .setEmbeds(embeds)
                .setFiles(FileUpload.fromData(png, PICTURE).setDescription(description))
                .build();
    }

    /** JDA's own reading drops the alternative text of pictures. */
    private static MessageEmbed embed(DataObject json) {
        EmbedBuilder embed = EmbedBuilder.fromData(json);
        json.optObject("thumbnail")
                .filter(picture -> !picture.getString("description", "").isEmpty())
                .ifPresent(picture -> embed.setThumbnail(picture.getString("url"), picture.getString("description")));
        json.optObject("image")
                .filter(picture -> !picture.getString("description", "").isEmpty())
                .ifPresent(picture -> embed.setImage(picture.getString("url"), picture.getString("description")));
        return embed.build();
    }
}
