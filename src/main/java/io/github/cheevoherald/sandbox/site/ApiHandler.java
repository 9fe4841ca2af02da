package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Handles a request to the web API: answers it, applies a fault if one matches, and logs it. */
final class ApiHandler implements Handler {
    private final WebApi api;
    private final SiteFaults faults;
    private final RequestLog log;
    private final SkewedClock clock;
    private final SpoiltAnswer wire;

    ApiHandler(WebApi api, SiteFaults faults, RequestLog log, SkewedClock clock) {
        this.api = api;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
        this.wire = new SpoiltAnswer(clock, ApiHandler::error);
    }

    private static ApiAnswer error(int status) {
        return status == 401
                ? ApiAnswer.error(401, "unauthorized", "Unauthenticated.")
                : SpoiltAnswer.errorPage(status);
    }

    @Override
    public void handle(Context context) throws IOException, InterruptedException {
        Instant at = clock.realNow();
        String file = context.path().substring("/API/".length());
        String method = WebApi.method(file);
        SiteFaultOrder order = faults.striking(method, context.queryParam("u"));
        int status = 0;
        try {
            status = wire.send(context, order, () -> api.answer(file, context));
        } finally {
            SiteFault.@Nullable Kind kind = order == null ? null : order.fault().kind();
            log.add(new RequestLog.Entry(at, method, api.shownParameters(context), status, kind));
        }
    }
}
