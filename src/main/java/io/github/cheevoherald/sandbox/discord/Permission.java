package io.github.cheevoherald.sandbox.discord;

import java.util.Collection;
import java.util.List;

/** The permissions that matter here. */
public enum Permission {
    ADMINISTRATOR(3),
    MANAGE_CHANNELS(4),
    MANAGE_GUILD(5),
    VIEW_CHANNEL(10),
    SEND_MESSAGES(11),
    MANAGE_MESSAGES(13),
    EMBED_LINKS(14),
    ATTACH_FILES(15),
    READ_MESSAGE_HISTORY(16),
    MENTION_EVERYONE(17),
    USE_EXTERNAL_EMOJIS(18),
    CHANGE_NICKNAME(26),
    MANAGE_ROLES(28),
    USE_APPLICATION_COMMANDS(31),
    MANAGE_THREADS(34),
    SEND_MESSAGES_IN_THREADS(38);

    static final long ALL = (1L << 53) - 1;

    /** The permissions that everyone has in a new server. */
    static final long EVERYONE = bits(List.of(
            VIEW_CHANNEL,
            SEND_MESSAGES,
            EMBED_LINKS,
            ATTACH_FILES,
            READ_MESSAGE_HISTORY,
            USE_EXTERNAL_EMOJIS,
            USE_APPLICATION_COMMANDS,
            SEND_MESSAGES_IN_THREADS));

    private final long bit;

    Permission(int position) {
        this.bit = 1L << position;
    }

    static long bits(Collection<Permission> permissions) {
        long bits = 0;
        for (Permission permission : permissions) {
            bits |= permission.bit;
        }
        return bits;
    }

    /** The permission that posting in a channel or thread takes. */
    static Permission toSendIn(ChannelState channel) {
        return channel.thread() == null ? SEND_MESSAGES : SEND_MESSAGES_IN_THREADS;
    }

    boolean in(long bits) {
        return (bits & bit) != 0;
    }
}
