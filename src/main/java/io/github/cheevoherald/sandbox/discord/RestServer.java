package io.github.cheevoherald.sandbox.discord;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles REST requests: applies faults, checks token and limits, does the work, and logs the result. */
final class RestServer {
    private static final Logger log = LoggerFactory.getLogger(RestServer.class);

    private final State state;
    private final DiscordFaults faults;
    private final RateLimits limits;
    private final RestLog wire;
    private final Token token;

    RestServer(State state, DiscordFaults faults, RateLimits limits, RestLog wire, Token token) {
        this.state = state;
        this.faults = faults;
        this.limits = limits;
        this.wire = wire;
        this.token = token;
    }

    /** Serves one request. An interaction has its own token in the path instead. */
    void serve(Context http, Endpoint endpoint, boolean needsToken) {
        EndPoint connection = Sockets.endPoint(http.req());
        Request request = Request.read(http);
        List<DiscordFault> struck = faults.strike(request);
        Map<String, String> headers = new HashMap<>();
        RestAnswer answer = null;
        for (DiscordFault fault : struck) {
            switch (fault.effect().kind()) {
                case DELAY -> fault.delay();
                case HOLD -> fault.hold();
                case CUT -> {
                    record(request, 0, null, fault);
                    Sockets.reset(connection);
                    return;
                }
                case ANSWER -> {
                    answer = answer == null ? fault.effect().answer() : answer;
                    headers.putAll(fault.effect().headers());
                }
                default -> log.trace("applies after the work");
            }
        }
        if (answer == null) {
            answer = limited(request, endpoint, needsToken, headers);
        }
        deliver(http, connection, request, answer, headers, struck);
    }

    private RestAnswer limited(Request request, Endpoint endpoint, boolean needsToken, Map<String, String> headers) {
        if (needsToken && !token.authorizes(request.headers().get("authorization"))) {
            return RestAnswer.of(401, Refusal.UNAUTHORIZED.now().body());
        }
        RateLimits.Verdict verdict = limits.count(request);
        headers.putAll(verdict.headers());
        RestAnswer refusal = verdict.refusal();
        return refusal == null ? work(request, endpoint) : refusal;
    }

    private RestAnswer work(Request request, Endpoint endpoint) {
        try {
            if (request.malformed()) {
                throw Refusal.INVALID_JSON.now();
            }
            return state.locked(() -> endpoint.answer(request));
        } catch (ApiException e) {
            return RestAnswer.of(e.status(), e.body());
        } catch (RuntimeException e) {
            log.error("The embedded Discord failed at {} {}", request.method(), request.path(), e);
            return RestAnswer.of(
                    500,
                    Json.object().put("message", "500: Internal Server Error").put("code", 0));
        }
    }

    private void deliver(
            Context http,
            EndPoint connection,
            Request request,
            RestAnswer done,
            Map<String, String> headers,
            List<DiscordFault> struck) {
        RestAnswer answer = done;
        DiscordFault ending = null;
        for (DiscordFault fault : struck) {
            DiscordFault.Effect effect = fault.effect();
            if (effect.kind() == DiscordFault.Kind.ANSWER_AFTER && effect.answer() != null) {
                answer = effect.answer();
            } else if (effect.kind() == DiscordFault.Kind.CUT_AFTER || effect.kind() == DiscordFault.Kind.TRUNCATE) {
                ending = fault;
            }
        }
        record(request, answer.status(), answer, struck.isEmpty() ? null : struck.get(struck.size() - 1));
        for (DiscordFault fault : struck) {
            if (fault.effect().kind() == DiscordFault.Kind.HOLD_AFTER) {
                fault.hold();
            }
        }
        if (ending != null && ending.effect().kind() == DiscordFault.Kind.CUT_AFTER) {
            Sockets.reset(connection);
            return;
        }
        http.status(answer.status());
        http.header("Via", "1.1 google");
        headers.forEach(http::header);
        if (ending != null) {
            truncate(http, connection, answer);
        } else if (answer.status() != 204) {
            http.contentType(answer.contentType());
            http.result(answer.text());
        }
    }

    private static void truncate(Context http, EndPoint connection, RestAnswer answer) {
        try {
            byte[] whole = answer.text().getBytes(StandardCharsets.UTF_8);
            http.contentType(answer.contentType());
            http.res().setContentLength(whole.length);
            http.res().getOutputStream().write(whole, 0, whole.length / 2);
            http.res().flushBuffer();
        } catch (IOException e) {
            log.trace("The client hung up first", e);
        }
        Sockets.end(connection);
    }

    private void record(Request request, int status, @Nullable RestAnswer answer, @Nullable DiscordFault fault) {
        Map<String, String> headers = new TreeMap<>(request.headers());
        headers.remove("authorization");
        wire.add(new WireEntry(
                state.clock().instant(),
                request.method(),
                request.path(),
                request.query(),
                headers,
                request.body(),
                request.uploads().stream().map(Upload::filename).toList(),
                status,
                answer == null ? null : answer.json(),
                fault == null ? null : fault.effect().kind().name()));
    }
}
