package io.github.cheevoherald.sandbox;

import io.javalin.http.Context;

/** Reads numbers in a request's path. */
final class Paths {
    private Paths() {}

    static long number(Context context, String name) {
        String text = context.pathParam(name);
        if (!text.matches("\\d{1,19}")) {
            throw new BadRequest(text + " is not a number.");
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadRequest(text + " is too large a number.");
        }
    }
}
