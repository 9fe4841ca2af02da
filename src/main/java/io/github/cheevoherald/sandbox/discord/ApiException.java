package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Ends a request with one of Discord's errors. */
final class ApiException extends RuntimeException {
    private final Refusal refusal;
    private final transient @Nullable ObjectNode errors;

    ApiException(Refusal refusal, @Nullable ObjectNode errors) {
        super(refusal.message());
        this.refusal = refusal;
        this.errors = errors;
    }

    int status() {
        return refusal.status();
    }

    ObjectNode body() {
        ObjectNode body = Json.object();
        body.put("message", refusal.message());
        body.put("code", refusal.code());
        if (errors != null) {
            body.set("errors", errors);
        }
        return body;
    }
}
