package io.github.cheevoherald.sandbox.site;

import java.util.List;
import java.util.Locale;

/** A question that the second API doesn't answer. */
final class JsonApiError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    JsonApiError(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    static JsonApiError notFound() {
        return new JsonApiError(404, "The requested resource could not be found.");
    }

    ApiAnswer answer() {
        return answer(status, String.valueOf(getMessage()));
    }

    /** The API's own error of that status; a 429 names no pause. */
    static ApiAnswer answer(int status) {
        return answer(
                status,
                switch (status) {
                    case 401 -> "Unauthenticated.";
                    case 403 -> "This action is unauthorized.";
                    case 429 -> "Too Many Attempts.";
                    default -> title(status);
                });
    }

    private static ApiAnswer answer(int status, String detail) {
        OrderedJson error = new OrderedJson()
                .put("status", String.valueOf(status))
                .put("code", title(status).toLowerCase(Locale.ROOT).replace(' ', '_'))
                .put("title", title(status))
                .put("detail", detail);
        return ApiAnswer.jsonApi(
                status,
                new OrderedJson()
                        .put("jsonapi", new OrderedJson().put("version", "1.0"))
                        .put("message", detail)
                        .put("errors", List.of(error)));
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 406 -> "Not Acceptable";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Server Error";
        };
    }
}
