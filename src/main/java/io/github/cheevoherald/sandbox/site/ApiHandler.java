package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Handles a request to the web API: answers it, applies a fault if one matches, and logs it. */
final class ApiHandler implements Handler {
    private static final int HUGE = 9 * 1024 * 1024;
    private static final Duration MAX_HOLD = Duration.ofMinutes(10);

    private final WebApi api;
    private final SiteFaults faults;
    private final RequestLog log;
    private final SkewedClock clock;
    private final AnswerWriter wire;

    ApiHandler(WebApi api, SiteFaults faults, RequestLog log, SkewedClock clock) {
        this.api = api;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
        this.wire = new AnswerWriter(clock);
    }

    @Override
    public void handle(Context context) throws IOException, InterruptedException {
        Instant at = clock.realNow();
        String file = context.path().substring("/API/".length());
        String method = WebApi.method(file);
        SiteFaultOrder order = faults.striking(method, context.queryParam("u"));
        int status = 0;
        try {
            status = order == null ? sendWhole(context, api.answer(file, context)) : sendFaulty(context, file, order);
        } finally {
            SiteFault.@Nullable Kind kind = order == null ? null : order.fault().kind();
            log.add(new RequestLog.Entry(at, method, api.shownParameters(context), status, kind));
        }
    }

    /** Applies the fault and returns the answer's status, or 0 if there was no answer. */
    private int sendFaulty(Context context, String file, SiteFaultOrder order)
            throws IOException, InterruptedException {
        SiteFault fault = order.fault();
        switch (fault.kind()) {
            case CUT_BEFORE -> {
                wire.cut(context);
                return 0;
            }
            case CUT_AFTER -> {
                api.answer(file, context);
                wire.cut(context);
                return 0;
            }
            case TRUNCATED -> {
                ApiAnswer answer = api.answer(file, context);
                wire.sendHalf(context, answer);
                return answer.status();
            }
            case SLOW_BODY -> {
                ApiAnswer answer = api.answer(file, context);
                wire.sendSlowly(context, answer, fault.length());
                return answer.status();
            }
            case DELAY -> order.await(fault.length());
            case HOLD -> order.await(MAX_HOLD);
            default -> {}
        }
        return sendWhole(context, replaced(context, file, fault));
    }

    private ApiAnswer replaced(Context context, String file, SiteFault fault) {
        return switch (fault.kind()) {
            case STATUS ->
                fault.status() == 401
                        ? ApiAnswer.error(401, "unauthorized", "Unauthenticated.")
                        : errorPage(fault.status());
            case THROTTLED ->
                fault.time() == null
                        ? errorPage(429)
                        : errorPage(429)
                                .withHeader(
                                        "Retry-After",
                                        String.valueOf(fault.length().toSeconds()));
            case THROTTLED_UNTIL ->
                errorPage(429)
                        .withHeader("Retry-After", PhpDates.http(clock.now().plus(fault.length())));
            case MAINTENANCE ->
                WebApi.acceptsJson(context)
                        ? ApiAnswer.error(503, "service_unavailable", "Service Unavailable")
                        : errorPage(503);
            case HTML -> ApiAnswer.html(200, "<!DOCTYPE html><html><title>Just a moment...</title></html>");
            case HUGE_BODY -> huge(api.answer(file, context));
            case WRONG_SHAPE -> ApiAnswer.text(200, "application/json", "{\"success\":false,\"rows\":[[1]]}");
            case REDIRECT -> ApiAnswer.html(302, "").withHeader("Location", fault.words());
            case ANSWER -> ApiAnswer.text(fault.status(), "application/json", fault.words());
            default -> api.answer(file, context);
        };
    }

    private int sendWhole(Context context, ApiAnswer answer) {
        wire.send(context, answer);
        return answer.status();
    }

    private static ApiAnswer huge(ApiAnswer answer) {
        byte[] body = Arrays.copyOf(answer.body(), HUGE);
        Arrays.fill(body, answer.body().length, HUGE, (byte) ' ');
        return answer.withBody(body);
    }

    private static ApiAnswer errorPage(int status) {
        return ApiAnswer.html(
                status,
                "<html>\n<head><title>%d</title></head>\n<body>\n<center><h1>%d</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n"
                        .formatted(status, status));
    }
}
