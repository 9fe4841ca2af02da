package io.github.cheevoherald.discord;

import io.github.cheevoherald.discord.SendResult.ChannelRefused;
import io.github.cheevoherald.discord.SendResult.ContentRefused;
import io.github.cheevoherald.discord.SendResult.MessageRefused;
import io.github.cheevoherald.discord.SendResult.NotSent;
import io.github.cheevoherald.discord.SendResult.Reason;
import io.github.cheevoherald.discord.SendResult.Rule;
import io.github.cheevoherald.discord.SendResult.Unknown;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InsufficientPermissionException;
import net.dv8tion.jda.api.exceptions.RateLimitedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Classifies failed attempts to post. Only a refusal from Discord proves that nothing was posted. After a network error
 * nobody knows, since both JDA and OkHttp retry on their own and report only the last attempt.
 */
final class SendFailures {
    private static final Logger LOG = LoggerFactory.getLogger(SendFailures.class);

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
            return new NotSent(SendResult.SHUT_DOWN);
        }
        if (cause instanceof IllegalArgumentException) {
            return new MessageRefused(oneLine(String.valueOf(cause.getMessage())));
        }
        return new Unknown(describe(cause));
    }

    /** Classifies a failure that happened before the message could have been sent. */
    static SendResult beforeAnyRequest(Throwable failure) {
        return resultOf(failure).beforeAnyRequest();
    }

    private static SendResult resultOf(ErrorResponseException answer) {
        int status = answer.getResponse().code;
        if (status < 400 || status > 499 || status == 408) {
            return new Unknown(status < 0 ? describe(causeOf(answer)) : "Discord answered with status " + status);
        }
        int code = answer.getErrorCode();
        SendResult named = RefusalCodes.resultOf(code, oneLine(String.valueOf(answer.getMessage())));
        return named == null ? otherwise(status, code, answer) : named;
    }

    private static SendResult otherwise(int status, int code, ErrorResponseException answer) {
        // An answer without an error code comes from a proxy in front of Discord's API.
        boolean fromTheApi = code != 0 && code != status;
        String why = oneLine(String.valueOf(answer.getMessage()));
        if (status == 413) {
            return new MessageRefused(why);
        }
        if (fromTheApi && status == 403) {
            return new ChannelRefused(Reason.FORBIDDEN);
        }
        return fromTheApi && status == 400
                ? new ContentRefused(Rule.OTHER, why)
                : new NotSent("Discord answered with status " + status);
    }

    private static Reason reasonOf(Permission missing) {
        return switch (missing) {
            case VIEW_CHANNEL -> Reason.NO_VIEW;
            case MESSAGE_SEND -> Reason.NO_SEND;
            case MESSAGE_SEND_IN_THREADS -> Reason.NO_SEND_IN_THREADS;
            case MESSAGE_EMBED_LINKS -> Reason.NO_EMBEDS;
            default -> Reason.FORBIDDEN;
        };
    }

    private static Throwable causeOf(ErrorResponseException answer) {
        Throwable cause = answer.getCause();
        return cause == null ? answer : cause;
    }

    /** Why a request failed, in words for the log. */
    static String reasonOf(Throwable failure) {
        return resultOf(failure)
                .fold(new SendResult.Cases<String>(
                        sent -> "posted",
                        sentAndDeleted -> "posted and deleted",
                        channelRefused -> channelRefused.reason().name(),
                        contentRefused -> contentRefused.why(),
                        messageRefused -> messageRefused.why(),
                        SendResult.NotSent::why,
                        SendResult.Unknown::why));
    }

    private static String describe(Throwable failure) {
        LOG.debug("A request to Discord failed", failure);
        if (failure instanceof UnknownHostException) {
            return "Discord's host name can't be resolved";
        }
        if (failure instanceof ConnectException) {
            return "no connection to Discord";
        }
        if (failure instanceof SSLException) {
            return "no secure connection to Discord";
        }
        if (failure instanceof InterruptedIOException || failure instanceof TimeoutException) {
            return "Discord didn't answer in time";
        }
        return failure instanceof IOException ? "the connection to Discord broke" : "the request went wrong";
    }

    private static String oneLine(String text) {
        return Markdown.plain(text, 300);
    }
}
