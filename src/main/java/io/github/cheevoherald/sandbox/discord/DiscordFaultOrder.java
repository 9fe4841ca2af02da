package io.github.cheevoherald.sandbox.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A fault being ordered: first how often and how likely, then what happens. */
public final class DiscordFaultOrder {
    private final DiscordFaults faults;
    private final RestFilter where;
    private int times = Integer.MAX_VALUE;
    private double chance = 1;
    private long seed;

    DiscordFaultOrder(DiscordFaults faults, RestFilter where) {
        this.faults = faults;
        this.where = where;
    }

    /** Hits at most this many requests; without this, all of them. */
    public DiscordFaultOrder times(int max) {
        times = max;
        return this;
    }

    /** Hits each request with this probability; the same seed always picks the same ones. */
    public DiscordFaultOrder chance(double likelihood, long withSeed) {
        chance = likelihood;
        seed = withSeed;
        return this;
    }

    /** Answers with the status and an error body, without doing the work. */
    public DiscordFault status(int status) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, error(status), Map.of(), Duration.ZERO));
    }

    /** Refuses with the status and one of Discord's error codes, such as 200000 for AutoMod, without doing the work. */
    public DiscordFault refusal(int status, int code) {
        RestAnswer answer =
                RestAnswer.of(status, Json.object().put("message", "ordered").put("code", code));
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Does the work, and yet answers with the status. */
    public DiscordFault statusAfterTheWork(int status) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER_AFTER, error(status), Map.of(), Duration.ZERO));
    }

    /** Answers with anything, without doing the work. */
    public DiscordFault answer(int status, String contentType, String body) {
        RestAnswer answer = RestAnswer.text(status, contentType, body);
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Answers with a web page, like a gateway in front of Discord. */
    public DiscordFault html(int status) {
        String page = "<!DOCTYPE html><html><head><title>" + status + "</title></head><body>cloudflare</body></html>";
        return answer(status, "text/html; charset=utf-8", page);
    }

    /** Answers 429, for the whole bot or only for the route's limit. */
    public DiscordFault tooManyRequests(Duration retryAfter, boolean global) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Scope", global ? "global" : "shared");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        RestAnswer answer = RateLimits.tooMany(retryAfter.toMillis() / 1e3, global, headers);
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, headers, Duration.ZERO));
    }

    /** Waits, then does the work. */
    public DiscordFault delay(Duration delay) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.DELAY, null, Map.of(), delay));
    }

    /** Resets the connection before doing anything. */
    public DiscordFault cutBeforeTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.CUT));
    }

    /** Does the work, but resets the connection instead of answering. */
    public DiscordFault cutAfterTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.CUT_AFTER));
    }

    /** Does the work, but cuts the connection in the middle of the answer. */
    public DiscordFault truncateAnswer() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.TRUNCATE));
    }

    /** Holds the request until released, then does the work. */
    public DiscordFault holdBeforeTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.HOLD));
    }

    /** Does the work, then holds the answer until released. */
    public DiscordFault holdAfterTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.HOLD_AFTER));
    }

    private DiscordFault order(DiscordFault.Effect effect) {
        DiscordFault fault = new DiscordFault(where, effect, times, chance, seed);
        faults.add(fault);
        return fault;
    }

    private static RestAnswer error(int status) {
        return RestAnswer.of(
                status, Json.object().put("message", status + ": ordered").put("code", 0));
    }
}
