package io.github.cheevoherald.sandbox.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A fault about to be ordered: how often and how likely, then what. */
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

    /** Strikes this many requests at most; without it, all. */
    public DiscordFaultOrder times(int most) {
        times = most;
        return this;
    }

    /** Strikes each request with this likelihood, the same ones for the same seed and order. */
    public DiscordFaultOrder chance(double likelihood, long withSeed) {
        chance = likelihood;
        seed = withSeed;
        return this;
    }

    /** Answers with the status and an error body, without doing the work. */
    public DiscordFault status(int status) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, error(status), Map.of(), Duration.ZERO));
    }

    /** Refuses with the status and a number of Discord's own, such as 200000 for AutoMod, without doing the work. */
    public DiscordFault refusal(int status, int code) {
        RestAnswer answer =
                RestAnswer.of(status, Json.object().put("message", "ordered").put("code", code));
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Answers with the status although the work was done. */
    public DiscordFault statusAfterTheWork(int status) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER_AFTER, error(status), Map.of(), Duration.ZERO));
    }

    /** Answers anything, without doing the work. */
    public DiscordFault answer(int status, String contentType, String body) {
        RestAnswer answer = RestAnswer.text(status, contentType, body);
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Answers with a page for people, as a gateway in front of Discord does. */
    public DiscordFault html(int status) {
        String page = "<!DOCTYPE html><html><head><title>" + status + "</title></head><body>cloudflare</body></html>";
        return answer(status, "text/html; charset=utf-8", page);
    }

    /** Answers 429, for the whole bot or the one limit. */
    public DiscordFault tooManyRequests(Duration retryAfter, boolean global) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Scope", global ? "global" : "shared");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        RestAnswer answer = RateLimits.tooMany(retryAfter.toMillis() / 1e3, global, headers);
        return order(new DiscordFault.Effect(DiscordFault.Kind.ANSWER, answer, headers, Duration.ZERO));
    }

    /** Takes its time before the work, and then does it. */
    public DiscordFault delay(Duration delay) {
        return order(new DiscordFault.Effect(DiscordFault.Kind.DELAY, null, Map.of(), delay));
    }

    /** Resets the connection before anything was done. */
    public DiscordFault cutBeforeTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.CUT));
    }

    /** Does the work, and resets the connection instead of answering. */
    public DiscordFault cutAfterTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.CUT_AFTER));
    }

    /** Does the work, and ends the connection in the middle of the answer. */
    public DiscordFault truncateAnswer() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.TRUNCATE));
    }

    /** Holds the request back until released, and then does the work. */
    public DiscordFault holdBeforeTheWork() {
        return order(DiscordFault.Effect.of(DiscordFault.Kind.HOLD));
    }

    /** Does the work, and holds the answer back until released. */
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
