package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Unknown;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;

/**
 * What a failed attempt to post means. Only an answer in which Discord says no proves that nothing was posted: after a
 * network error nobody knows, since both JDA and OkHttp repeat requests by themselves and tell of the last one only.
 */
final class SendFailures {
    private static final int UNKNOWN_CHANNEL = 10003;
    private static final int UNKNOWN_GUILD = 10004;
    private static final int BLOCKED_BY_NETWORK = 40333;
    private static final int MISSING_ACCESS = 50001;
    private static final int NOT_A_TEXT_CHANNEL = 50008;
    private static final int MISSING_PERMISSIONS = 50013;
    private static final int WRONG_CHANNEL_TYPE = 50024;

    private SendFailures() {}

    static SendResult resultOf(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ErrorResponseException refused) {
            return resultOf(refused);
        }
        if (cause instanceof InsufficientPermissionException missing) {
            return new ChannelRefused(reasonOf(missing.getPermission()));
        }
        if (cause instanceof RateLimitedException) {
            return new NotSent("Discord says to slow down");
        }
        if (cause instanceof RejectedExecutionException) {
            return new NotSent("the connection is shut down");
        }
        if (cause instanceof IllegalArgumentException) {
            return new MessageRefused(String.valueOf(cause.getMessage()));
        }
        return new Unknown(describe(cause));
    }

    private static SendResult resultOf(ErrorResponseException answer) {
        int status = answer.getResponse().code;
        if (status < 400 || status > 499 || status == 408) {
            return new Unknown(status < 0 ? describe(causeOf(answer)) : "Discord answered with status " + status);
        }
        int code = answer.getErrorCode();
        return switch (code) {
            case UNKNOWN_CHANNEL -> new ChannelRefused(Reason.CHANNEL_GONE);
            case UNKNOWN_GUILD -> new ChannelRefused(Reason.SERVER_LEFT);
            case MISSING_ACCESS -> new ChannelRefused(Reason.NO_VIEW);
            case MISSING_PERMISSIONS, NOT_A_TEXT_CHANNEL, WRONG_CHANNEL_TYPE -> new ChannelRefused(Reason.FORBIDDEN);
            case BLOCKED_BY_NETWORK -> new NotSent("Discord's network blocks the bot");
            default -> otherwise(status, code, answer);
        };
    }

    private static SendResult otherwise(int status, int code, ErrorResponseException answer) {
        // Without a code of its own the answer is not from Discord's API but from something before it.
        boolean fromTheApi = code != 0 && code != status;
        if (fromTheApi && status == 403) {
            return new ChannelRefused(Reason.FORBIDDEN);
        }
        if (status == 413 || (fromTheApi && status == 400)) {
            return new MessageRefused(oneLine(String.valueOf(answer.getMessage())));
        }
        return new NotSent("Discord answered with status " + status);
    }

    private static Reason reasonOf(Permission missing) {
        return switch (missing) {
            case VIEW_CHANNEL -> Reason.NO_VIEW;
            case MESSAGE_SEND -> Reason.NO_SEND;
            case MESSAGE_EMBED_LINKS -> Reason.NO_EMBEDS;
            default -> Reason.FORBIDDEN;
        };
    }

    private static Throwable causeOf(ErrorResponseException answer) {
        Throwable cause = answer.getCause();
        return cause == null ? answer : cause;
    }

    private static String describe(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getSimpleName();
        return message == null ? name : name + ": " + oneLine(message);
    }

    private static String oneLine(String text) {
        return Markdown.plain(text, 300);
    }
}
