package io.github.cheevoherald.sandbox.discord;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Selects the requests that a fault applies to. */
public final class RestFilter {
    private final @Nullable String method;
    private final @Nullable Pattern path;
    private final String text;

    private RestFilter(@Nullable String method, @Nullable Pattern path, String text) {
        this.method = method;
        this.path = path;
        this.text = text;
    }

    /** Every REST request. */
    public static RestFilter anything() {
        return new RestFilter(null, null, "");
    }

    /** Requests with that method whose whole path (without {@code /api/v10}) matches the pattern. */
    public static RestFilter request(String method, String pathPattern) {
        return new RestFilter(method, Pattern.compile(pathPattern), "");
    }

    /** Messages posted to any channel. */
    public static RestFilter sends() {
        return request("POST", "/channels/\\d+/messages");
    }

    /** Messages posted to one channel. */
    public static RestFilter sendsTo(long channelId) {
        return request("POST", "/channels/" + Json.id(channelId) + "/messages");
    }

    /** Reads of any channel's history. */
    public static RestFilter reads() {
        return request("GET", "/channels/\\d+/messages");
    }

    /** First answers to interactions. */
    public static RestFilter callbacks() {
        return request("POST", "/interactions/.+/callback");
    }

    /** Later answers to interactions: edits and deletion of the first one, and follow-ups. */
    public static RestFilter answers() {
        return new RestFilter(null, Pattern.compile("/webhooks/.+"), "");
    }

    /** Narrows this to requests whose body contains the text, as written in JSON. */
    public RestFilter holding(String bodyText) {
        return new RestFilter(method, path, bodyText);
    }

    boolean matches(Request request) {
        return (method == null || method.equals(request.method()))
                && (path == null || path.matcher(request.path()).matches())
                && (text.isEmpty() || Json.text(request.json()).contains(text));
    }
}
