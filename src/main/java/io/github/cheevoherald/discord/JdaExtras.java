package io.github.cheevoherald.discord;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.entities.Icon;
import net.dv8tion.jda.api.entities.Role;
import net.dv8tion.jda.api.entities.channel.concrete.NewsChannel;
import net.dv8tion.jda.api.entities.channel.middleman.GuildChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.managers.SelfMemberManager;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.jspecify.annotations.Nullable;

/** A server's extras through JDA. */
final class JdaExtras implements ServerExtras {
    private static final long PUBLISH_SECONDS = 20;
    private static final long FACE_SECONDS = 30;

    private final LongFunction<@Nullable JDA> shards;

    JdaExtras(LongFunction<@Nullable JDA> shards) {
        this.shards = shards;
    }

    private @Nullable Guild guild(long guildId) {
        JDA shard = shards.apply(guildId);
        return shard == null ? null : shard.getGuildById(guildId);
    }

    @Override
    public RoleAccess role(long guildId, long channelId, long roleId) {
        Guild guild = guild(guildId);
        if (guild == null) {
            return RoleAccess.PINGS;
        }
        Role role = guild.getRoleById(roleId);
        if (role == null || role.isPublicRole()) {
            return RoleAccess.GONE;
        }
        GuildChannel channel = guild.getGuildChannelById(channelId);
        boolean mayMention = channel == null
                ? guild.getSelfMember().hasPermission(Permission.MESSAGE_MENTION_EVERYONE)
                : guild.getSelfMember().hasPermission(channel, Permission.MESSAGE_MENTION_EVERYONE);
        return role.isMentionable() || mayMention ? RoleAccess.PINGS : RoleAccess.NEEDS_PERMISSION;
    }

    @Override
    public boolean isAnnouncementChannel(long guildId, long channelId) {
        Guild guild = guild(guildId);
        return guild != null && guild.getNewsChannelById(channelId) != null;
    }

    @Override
    public CompletableFuture<Boolean> publish(long guildId, long channelId, long messageId) {
        Guild guild = guild(guildId);
        if (guild == null) {
            return CompletableFuture.completedFuture(false);
        }
        NewsChannel channel = guild.getNewsChannelById(channelId);
        if (channel == null) {
            return CompletableFuture.completedFuture(true);
        }
        try {
            // JDA would hold a request back for an hour once Discord's limit is reached.
            CompletableFuture<?> request = channel.crosspostMessageById(messageId)
                    .timeout(PUBLISH_SECONDS, TimeUnit.SECONDS)
                    .submit();
            return request.copy().orTimeout(PUBLISH_SECONDS, TimeUnit.SECONDS).<Boolean>handle((published, failure) -> {
                request.cancel(true);
                return failure == null || isRefused(failure);
            });
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(true);
        }
    }

    /** Whether Discord has refused for good, or has done it before. */
    private static boolean isRefused(Throwable failure) {
        return cause(failure) instanceof ErrorResponseException refused
                && refused.getResponse().code >= 400
                && refused.getResponse().code < 500
                && refused.getResponse().code != 429;
    }

    @Override
    public boolean mayChangeNickname(long guildId) {
        Guild guild = guild(guildId);
        return guild == null || guild.getSelfMember().hasPermission(Permission.NICKNAME_CHANGE);
    }

    @Override
    public CompletableFuture<FaceResult> changeFace(long guildId, Face face) {
        Guild guild = guild(guildId);
        if (guild == null) {
            return CompletableFuture.completedFuture(FaceResult.UNKNOWN);
        }
        String address = face.pictureUrl();
        if (address == null || address.isEmpty()) {
            return change(guild, face, Optional.empty());
        }
        return FacePicture.at(address, guild.getJDA().getHttpClient())
                .thenCompose(picture -> picture.isEmpty()
                        ? CompletableFuture.completedFuture(FaceResult.NO_PICTURE)
                        : change(guild, face, picture));
    }

    private static CompletableFuture<FaceResult> change(Guild guild, Face face, Optional<Icon> picture) {
        try {
            SelfMemberManager manager = guild.getSelfMember().getManager();
            if (face.nickname() != null) {
                manager = manager.setNickname(face.nickname().isEmpty() ? null : face.nickname());
            }
            if (face.pictureUrl() != null) {
                manager = manager.setAvatar(picture.orElse(null));
            }
            CompletableFuture<Void> request =
                    manager.timeout(FACE_SECONDS, TimeUnit.SECONDS).submit();
            return request.copy().orTimeout(FACE_SECONDS, TimeUnit.SECONDS).handle((done, failure) -> {
                request.cancel(true);
                return failure == null ? FaceResult.CHANGED : refused(failure);
            });
        } catch (RuntimeException e) {
            // Permissions may change between the check and the request.
            return CompletableFuture.completedFuture(FaceResult.NOT_ALLOWED);
        }
    }

    private static FaceResult refused(Throwable failure) {
        if (!(cause(failure) instanceof ErrorResponseException answer)) {
            return FaceResult.UNKNOWN;
        }
        boolean tooOften = answer.getSchemaErrors().stream()
                .flatMap(field -> field.getErrors().stream())
                .anyMatch(error -> error.getCode().contains("RATE_LIMIT"));
        if (tooOften) {
            return FaceResult.TOO_OFTEN;
        }
        int status = answer.getResponse().code;
        if (status == 403 || answer.getErrorResponse() == ErrorResponse.MISSING_PERMISSIONS) {
            return FaceResult.NOT_ALLOWED;
        }
        return status == 400 ? FaceResult.REFUSED : FaceResult.UNKNOWN;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
