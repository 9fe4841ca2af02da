package io.github.cheevoherald.discord;

import java.util.List;
import net.dv8tion.jda.api.EmbedBuilder;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.utils.messages.MessageCreateBuilder;
import net.dv8tion.jda.api.utils.messages.MessageCreateData;

/** Pictures that are sent along with a message and shown in its embeds: an extra that a channel may not allow. */
final class AttachedPictures {
    private static final String ATTACHED = "attachment://";

    private AttachedPictures() {}

    static boolean areAllowed(GuildChannel channel) {
        return channel.getGuild().getSelfMember().hasPermission(channel, Permission.MESSAGE_ATTACH_FILES);
    }

    /** The message without its files, and its embeds without the pictures in them. */
    static MessageCreateData without(MessageCreateData message) {
        List<MessageEmbed> embeds =
                message.getEmbeds().stream().map(AttachedPictures::without).toList();
        return MessageCreateBuilder.from(message).setFiles().setEmbeds(embeds).build();
    }

    private static MessageEmbed without(MessageEmbed embed) {
        MessageEmbed.ImageInfo image = embed.getImage();
        boolean attached = image != null && String.valueOf(image.getUrl()).startsWith(ATTACHED);
        return attached ? new EmbedBuilder(embed).setImage(null).build() : embed;
    }
}
