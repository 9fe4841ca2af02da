package io.github.cheevoherald.discord;

import java.util.concurrent.CompletableFuture;

/** What a server may have beyond announcements: pings, publishing, and a face of the bot's own. */
public interface ServerExtras {

    /** Whether a message in the channel that mentions the role pings its members, as far as is known. */
    RoleAccess role(long guildId, long channelId, long roleId);

    /** Whether messages in the channel can be published to the servers that follow it. */
    boolean isAnnouncementChannel(long guildId, long channelId);

    /**
     * Publishes a message of ours to the servers that follow its channel. The future never fails; it is false if another
     * attempt may help.
     */
    CompletableFuture<Boolean> publish(long guildId, long channelId, long messageId);

    /** Whether the bot may change its own nickname in the server; true if nothing is known. */
    boolean mayChangeNickname(long guildId);

    /** Changes the bot's name and picture in a server. The future never fails. */
    CompletableFuture<FaceResult> changeFace(long guildId, Face face);

    /** What a mention of a role does. */
    enum RoleAccess {
        /** Pings its members. */
        PINGS,
        /** Pings nobody, since the role isn't mentionable and the bot lacks Mention Everyone. */
        NEEDS_PERMISSION,
        /** The server has no such role. */
        GONE
    }

    /** The result of changing the face. */
    enum FaceResult {
        /** As asked. */
        CHANGED,
        /** Discord forbids it. */
        NOT_ALLOWED,
        /** Discord doesn't take this name or picture. */
        REFUSED,
        /** The picture can't be fetched, or is none. */
        NO_PICTURE,
        /** Discord lets nobody change it that often. */
        TOO_OFTEN,
        /** Discord didn't answer; it may have been changed. */
        UNKNOWN
    }
}
