package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;

/** Sets the embedded site's clock and how many requests its second API takes. */
final class SiteSettingRoutes {
    private static final int MAX_REQUESTS = 1_000_000;

    private final EmbeddedRetroAchievements site;

    SiteSettingRoutes(EmbeddedRetroAchievements site) {
        this.site = site;
    }

    void addTo(RoutesConfig routes) {
        routes.put("/control/site/clock", this::setClock);
        routes.put("/control/site/v2/limit", this::setLimit);
    }

    private void setClock(Context context) {
        Body body = Body.of(context);
        long seconds = body.number("offsetSeconds");
        body.end();
        site.setClockOffset(Duration.ofSeconds(seconds));
        context.status(204);
    }

    private void setLimit(Context context) {
        Body body = Body.of(context);
        int requests = body.count("perMinute", 60, MAX_REQUESTS);
        body.end();
        site.limitSecondApi(requests);
        context.status(204);
    }
}
