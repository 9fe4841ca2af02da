package io.github.cheevoherald.announce;

import io.github.cheevoherald.discord.Face;
import io.github.cheevoherald.discord.ServerExtras;
import java.util.concurrent.CompletableFuture;

/** A server with every role, without announcement channels, whose bot can't change its face. */
class NoExtras implements ServerExtras {
    @Override
    public RoleAccess role(long guildId, long channelId, long roleId) {
        return RoleAccess.PINGS;
    }

    @Override
    public boolean isAnnouncementChannel(long guildId, long channelId) {
        return false;
    }

    @Override
    public CompletableFuture<Boolean> publish(long guildId, long channelId, long messageId) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public boolean mayChangeNickname(long guildId) {
        return true;
    }

    @Override
    public CompletableFuture<FaceResult> changeFace(long guildId, Face face) {
        return CompletableFuture.completedFuture(FaceResult.NOT_ALLOWED);
    }
}
