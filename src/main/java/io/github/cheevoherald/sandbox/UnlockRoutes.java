package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Lets players unlock achievements on the embedded site. Dates are by the site's clock; the time an unlock becomes
 * visible is by the real one.
 */
final class UnlockRoutes {
    private final SiteWorld world;
    private final Clock clock;

    UnlockRoutes(SiteWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/control/players/{player}/unlocks",
                context -> ControlJson.send(context, 200, world.unlocks(context.pathParam("player"))));
        routes.post("/control/unlocks", this::unlock);
        routes.post("/control/unlocks/upgrade", this::upgrade);
        routes.post("/control/unlocks/twin", this::twin);
        routes.post("/control/unlocks/burst", this::burst);
        routes.post("/control/unlocks/reset", this::reset);
        routes.post("/control/unlocks/vanish", this::vanish);
    }

    private void unlock(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long achievement = body.number("achievement");
        boolean hardcore = body.flag("hardcore", true);
        Instant date = date(body);
        Instant visibleAt = realMoment(body, "visibleAt");
        body.end();
        ControlJson.send(context, 201, world.unlock(player, achievement, hardcore, date, visibleAt));
    }

    private void upgrade(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long achievement = body.number("achievement");
        Instant date = date(body);
        Instant visibleAt = realMoment(body, "visibleAt");
        body.end();
        ControlJson.send(context, 201, world.upgrade(player, achievement, date, visibleAt));
    }

    private void twin(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long achievement = body.number("achievement");
        Long event = body.numberOrNull("event");
        Instant visibleAt = realMoment(body, "visibleAt");
        body.end();
        ControlJson.send(
                context, 201, world.twin(player, achievement, eventAchievement(achievement, event), visibleAt));
    }

    /** The named event achievement, or else a new one in a new event. */
    private long eventAchievement(long achievement, @Nullable Long named) {
        if (named != null) {
            return named;
        }
        Achievement source = world.achievement(achievement)
                .orElseThrow(() -> new BadRequest("There is no achievement " + achievement + "."));
        Game event = world.addGame("Event for " + source.title(), Game.EVENTS);
        return world.addAchievement(event.id(), source.title(), source.description(), 0)
                .id();
    }

    private void burst(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long game = body.number("game");
        int count = body.count("count", 1, 2000);
        boolean hardcore = body.flag("hardcore", true);
        body.end();
        ControlJson.send(context, 201, world.burst(player, game, count, hardcore));
    }

    private void reset(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long achievement = body.number("achievement");
        Instant at = realMoment(body, "at");
        body.end();
        world.reset(player, achievement, at);
        context.status(204);
    }

    private void vanish(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long achievement = body.number("achievement");
        Instant from = realMoment(body, "from");
        Instant until = body.moment("until", clock.instant(), Instant.MAX);
        body.end();
        world.vanish(player, achievement, from, until);
        context.status(204);
    }

    private Instant date(Body body) {
        return body.moment("date", world.now(), world.now());
    }

    private Instant realMoment(Body body, String name) {
        Instant now = clock.instant();
        return body.moment(name, now, now);
    }
}
