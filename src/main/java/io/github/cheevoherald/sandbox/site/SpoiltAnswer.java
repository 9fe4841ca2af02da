package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends answers whole, or as a fault demands. */
final class SpoiltAnswer {
    private static final int HUGE = 9 * 1024 * 1024;
    private static final Duration MAX_HOLD = Duration.ofMinutes(10);

    private final AnswerWriter wire;
    private final SkewedClock clock;
    private final IntFunction<ApiAnswer> errors;

    /** @param errors what an API sends with an error status */
    SpoiltAnswer(SkewedClock clock, IntFunction<ApiAnswer> errors) {
        this.wire = new AnswerWriter(clock);
        this.clock = clock;
        this.errors = errors;
    }

    /** Returns the status of the answer; 0 if there was none. */
    int send(Context context, @Nullable SiteFaultOrder order, Supplier<ApiAnswer> answer)
            throws IOException, InterruptedException {
        return order == null ? sendWhole(context, answer.get()) : spoil(context, order, answer);
    }

    private int spoil(Context context, SiteFaultOrder order, Supplier<ApiAnswer> answer)
            throws IOException, InterruptedException {
        SiteFault fault = order.fault();
        switch (fault.kind()) {
            case CUT_BEFORE -> {
                wire.cut(context);
                return 0;
            }
            case CUT_AFTER -> {
                ApiAnswer unused = answer.get();
                wire.cut(context);
                return 0;
            }
            case TRUNCATED -> {
                ApiAnswer whole = answer.get();
                wire.sendHalf(context, whole);
                return whole.status();
            }
            case SLOW_BODY -> {
                ApiAnswer whole = answer.get();
                wire.sendSlowly(context, whole, fault.length());
                return whole.status();
            }
            case DELAY -> order.await(fault.length());
            case HOLD -> order.await(MAX_HOLD);
            default -> {}
        }
        return sendWhole(context, replaced(context, fault, answer));
    }

    private ApiAnswer replaced(Context context, SiteFault fault, Supplier<ApiAnswer> answer) {
        return switch (fault.kind()) {
            case STATUS -> errors.apply(fault.status());
            case THROTTLED ->
                fault.time() == null
                        ? errors.apply(429)
                        : errors.apply(429)
                                .withHeader(
                                        "Retry-After",
                                        String.valueOf(fault.length().toSeconds()));
            case THROTTLED_UNTIL ->
                errors.apply(429)
                        .withHeader("Retry-After", PhpDates.http(clock.now().plus(fault.length())));
            case MAINTENANCE ->
                WebApi.acceptsJson(context)
                        ? ApiAnswer.error(503, "service_unavailable", "Service Unavailable")
                        : errors.apply(503);
            case HTML -> ApiAnswer.html(200, "<!DOCTYPE html><html><title>Just a moment...</title></html>");
            case HUGE_BODY -> huge(answer.get());
            case WRONG_SHAPE -> ApiAnswer.text(200, "application/json", "{\"success\":false,\"rows\":[[1]]}");
            case REDIRECT -> ApiAnswer.html(302, "").withHeader("Location", fault.words());
            case ANSWER -> ApiAnswer.text(fault.status(), "application/json", fault.words());
            default -> answer.get();
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

    /** The page of a proxy in front of the site. */
    static ApiAnswer errorPage(int status) {
        return ApiAnswer.html(
                status,
                "<html>\n<head><title>%d</title></head>\n<body>\n<center><h1>%d</h1></center>\n<hr><center>nginx</center>\n</body>\n</html>\n"
                        .formatted(status, status));
    }
}
