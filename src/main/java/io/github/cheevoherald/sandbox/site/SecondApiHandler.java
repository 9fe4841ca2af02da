package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Handles a request to the second API: checks who asks and how often, answers, applies a fault, and logs it. */
final class SecondApiHandler implements Handler {
    private static final String MEDIA_TYPE = "application/vnd.api+json";

    private final SecondWebApi api;
    private final String apiKey;
    private final SiteFaults faults;
    private final RequestLog log;
    private final SkewedClock clock;
    private final MinuteLimit limit;
    private final SpoiltAnswer wire;

    SecondApiHandler(
            SecondWebApi api, String apiKey, SiteFaults faults, RequestLog log, SkewedClock clock, MinuteLimit limit) {
        this.api = api;
        this.apiKey = apiKey;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
        this.limit = limit;
        this.wire = new SpoiltAnswer(
                clock, status -> status < 500 ? JsonApiError.answer(status) : SpoiltAnswer.errorPage(status));
    }

    @Override
    public void handle(Context context) throws IOException, InterruptedException {
        Instant at = clock.realNow();
        SecondWebApi.Question question = SecondWebApi.Question.of(context.path().substring("/v2/".length()));
        SiteFaultOrder order = faults.striking(question.method(), question.user());
        int status = 0;
        try {
            status = wire.send(context, order, () -> answer(context, question));
        } finally {
            SiteFault.@Nullable Kind kind = order == null ? null : order.fault().kind();
            log.add(new RequestLog.Entry(at, "v2/" + question.method(), parameters(context, question), status, kind));
        }
    }

    private ApiAnswer answer(Context context, SecondWebApi.Question question) {
        if (!apiKey.equals(context.header("X-API-Key"))
                && !("Bearer " + apiKey).equals(context.header("Authorization"))) {
            return JsonApiError.answer(401);
        }
        int left = limit.take();
        if (left < 0) {
            return JsonApiError.answer(429);
        }
        String accept = context.header("Accept");
        ApiAnswer answer = accept == null || !accept.contains(MEDIA_TYPE)
                ? JsonApiError.answer(406)
                : api.answer(question, new JsonApiQuery(context.queryParamMap()));
        return answer.withHeader("X-RateLimit-Limit", String.valueOf(limit.max()))
                .withHeader("X-RateLimit-Remaining", String.valueOf(left));
    }

    private Map<String, String> parameters(Context context, SecondWebApi.Question question) {
        Map<String, String> shown = new TreeMap<>();
        context.queryParamMap().forEach((name, values) -> shown.put(name, String.join(",", values)));
        if (question.user() != null) {
            shown.put("u", question.user());
        }
        return shown;
    }
}
