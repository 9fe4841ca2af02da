package io.github.cheevoherald.discord;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.exceptions.InteractionExpiredException;
import net.dv8tion.jda.api.exceptions.InteractionFailureException;
import net.dv8tion.jda.api.requests.ErrorResponse;

/** Why an answer to an interaction failed. */
public enum AnswerFailure {
    /** Discord no longer accepts an answer, or this process is ending. */
    TOO_LATE,
    /** The first answer failed as far as JDA knows, but Discord may have acted on it. */
    NOT_BEGUN,
    /** Discord may accept the same request later. */
    PASSING,
    /** Discord refuses the form of the answer, which is our fault. */
    MALFORMED,
    /** One of the server's content rules blocks the answer. */
    BLOCKED_BY_SERVER,
    /** Discord refuses the answer for another reason. */
    REFUSED;

    private static final int BLOCKED_BY_AUTOMOD = 200_000;
    private static final int BLOCKED_BY_AUTOMOD_TITLE = 200_001;

    /** Classifies the exception that JDA reports for a failed request. */
    public static AnswerFailure of(Throwable failure) {
        if (failure instanceof ErrorResponseException answer) {
            return of(answer);
        }
        if (failure instanceof InteractionFailureException || failure instanceof TimeoutException) {
            return NOT_BEGUN;
        }
        if (failure instanceof InteractionExpiredException || failure instanceof RejectedExecutionException) {
            return TOO_LATE;
        }
        return failure instanceof IllegalArgumentException ? MALFORMED : PASSING;
    }

    private static AnswerFailure of(ErrorResponseException answer) {
        ErrorResponse error = answer.getErrorResponse();
        int status = answer.getResponse().code;
        int code = answer.getErrorCode();
        if (error == ErrorResponse.UNKNOWN_INTERACTION
                || error == ErrorResponse.UNKNOWN_WEBHOOK
                || error == ErrorResponse.UNKNOWN_MESSAGE
                || error == ErrorResponse.INVALID_WEBHOOK_TOKEN) {
            return TOO_LATE;
        }
        if (status < 400 || status > 499 || status == 408 || status == 429) {
            return PASSING;
        }
        if (code == BLOCKED_BY_AUTOMOD || code == BLOCKED_BY_AUTOMOD_TITLE) {
            return BLOCKED_BY_SERVER;
        }
        if (error == ErrorResponse.INVALID_FORM_BODY) {
            return MALFORMED;
        }
        // An answer without an error code comes from a proxy in front of Discord's API.
        return status == 403 && (code == 0 || code == status) ? PASSING : REFUSED;
    }

    /** Whether Discord may accept a different answer instead. */
    public boolean isLasting() {
        return this == MALFORMED || this == BLOCKED_BY_SERVER || this == REFUSED;
    }
}
