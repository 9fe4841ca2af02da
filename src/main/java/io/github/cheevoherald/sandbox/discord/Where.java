package io.github.cheevoherald.sandbox.discord;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which requests a fault meets. */
public final class Where {
    private final @Nullable String method;
    private final @Nullable Pattern path;

    private Where(@Nullable String method, @Nullable Pattern path) {
        this.method = method;
        this.path = path;
    }

    /** Every REST request. */
    public static Where anything() {
        return new Where(null, null);
    }

    /** Requests of a method whose path (without {@code /api/v10}) matches the pattern as a whole. */
    public static Where request(String method, String pathPattern) {
        return new Where(method, Pattern.compile(pathPattern));
    }

    /** Messages posted to any channel. */
    public static Where sends() {
        return request("POST", "/channels/\\d+/messages");
    }

    /** Messages posted to one channel. */
    public static Where sendsTo(long channelId) {
        return request("POST", "/channels/" + Json.id(channelId) + "/messages");
    }

    /** Looks into any channel's history. */
    public static Where reads() {
        return request("GET", "/channels/\\d+/messages");
    }

    /** First answers to interactions. */
    public static Where callbacks() {
        return request("POST", "/interactions/.+/callback");
    }

    /** Later answers to interactions: changes of the first one, its deletion, follow-ups. */
    public static Where answers() {
        return new Where(null, Pattern.compile("/webhooks/.+"));
    }

    boolean meets(Request request) {
        return (method == null || method.equals(request.method()))
                && (path == null || path.matcher(request.path()).matches());
    }
}
