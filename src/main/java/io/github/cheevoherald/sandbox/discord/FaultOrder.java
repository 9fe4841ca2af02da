package io.github.cheevoherald.sandbox.discord;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A fault about to be ordered: how often and how likely, then what. */
public final class FaultOrder {
    private final Faults faults;
    private final Where where;
    private int times = Integer.MAX_VALUE;
    private double chance = 1;
    private long seed;

    FaultOrder(Faults faults, Where where) {
        this.faults = faults;
        this.where = where;
    }

    /** Strikes this many requests at most; without it, all. */
    public FaultOrder times(int most) {
        times = most;
        return this;
    }

    /** Strikes each request with this likelihood, the same ones for the same seed and order. */
    public FaultOrder chance(double likelihood, long withSeed) {
        chance = likelihood;
        seed = withSeed;
        return this;
    }

    /** Answers with the status and an error body, without doing the work. */
    public Fault status(int status) {
        return order(new Fault.Effect(Fault.Kind.ANSWER, error(status), Map.of(), Duration.ZERO));
    }

    /** Refuses with the status and a number of Discord's own, such as 200000 for AutoMod, without doing the work. */
    public Fault refusal(int status, int code) {
        Answer answer =
                Answer.of(status, Json.object().put("message", "ordered").put("code", code));
        return order(new Fault.Effect(Fault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Answers with the status although the work was done. */
    public Fault statusAfterTheWork(int status) {
        return order(new Fault.Effect(Fault.Kind.ANSWER_AFTER, error(status), Map.of(), Duration.ZERO));
    }

    /** Answers anything, without doing the work. */
    public Fault answer(int status, String contentType, String body) {
        Answer answer = Answer.text(status, contentType, body);
        return order(new Fault.Effect(Fault.Kind.ANSWER, answer, Map.of(), Duration.ZERO));
    }

    /** Answers with a page for people, as a gateway in front of Discord does. */
    public Fault html(int status) {
        String page = "<!DOCTYPE html><html><head><title>" + status + "</title></head><body>cloudflare</body></html>";
        return answer(status, "text/html; charset=utf-8", page);
    }

    /** Answers 429, for the whole bot or the one limit. */
    public Fault tooManyRequests(Duration retryAfter, boolean global) {
        Map<String, String> headers = new HashMap<>();
        headers.put("X-RateLimit-Scope", global ? "global" : "shared");
        if (global) {
            headers.put("X-RateLimit-Global", "true");
        }
        Answer answer = RateLimits.tooMany(retryAfter.toMillis() / 1e3, global, headers);
        return order(new Fault.Effect(Fault.Kind.ANSWER, answer, headers, Duration.ZERO));
    }

    /** Takes its time before the work, and then does it. */
    public Fault delay(Duration delay) {
        return order(new Fault.Effect(Fault.Kind.DELAY, null, Map.of(), delay));
    }

    /** Resets the connection before anything was done. */
    public Fault cutBeforeTheWork() {
        return order(Fault.Effect.of(Fault.Kind.CUT));
    }

    /** Does the work, and resets the connection instead of answering. */
    public Fault cutAfterTheWork() {
        return order(Fault.Effect.of(Fault.Kind.CUT_AFTER));
    }

    /** Does the work, and ends the connection in the middle of the answer. */
    public Fault truncateAnswer() {
        return order(Fault.Effect.of(Fault.Kind.TRUNCATE));
    }

    /** Holds the request back until released, and then does the work. */
    public Fault holdBeforeTheWork() {
        return order(Fault.Effect.of(Fault.Kind.HOLD));
    }

    /** Does the work, and holds the answer back until released. */
    public Fault holdAfterTheWork() {
        return order(Fault.Effect.of(Fault.Kind.HOLD_AFTER));
    }

    private Fault order(Fault.Effect effect) {
        Fault fault = new Fault(where, effect, times, chance, seed);
        faults.add(fault);
        return fault;
    }

    private static Answer error(int status) {
        return Answer.of(
                status, Json.object().put("message", status + ": ordered").put("code", 0));
    }
}
