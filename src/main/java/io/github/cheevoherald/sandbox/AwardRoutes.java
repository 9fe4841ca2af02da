package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.github.cheevoherald.sandbox.site.Unlock;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Awards of the embedded site: those that follow from unlocks, and the odd ones that only the site can cause. */
final class AwardRoutes {
    private final SiteWorld world;
    private final Clock clock;

    AwardRoutes(SiteWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get(
                "/control/awards",
                context -> ControlJson.send(context, 200, world.awards().all()));
        routes.get(
                "/control/players/{player}/awards",
                context -> ControlJson.send(context, 200, world.awards().of(context.pathParam("player"))));
        routes.post("/control/awards/earn", this::earn);
        routes.post("/control/awards/reearn", this::reearn);
        routes.post("/control/awards/event", this::grant);
    }

    /** Unlocks everything in a game that the player lacks; with a date in the past, the awards are late ones. */
    private void earn(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long game = body.number("game");
        boolean hardcore = body.flag("hardcore", true);
        Instant date = body.moment("date", world.now(), world.now());
        body.end();
        Set<Long> owned = new HashSet<>();
        world.unlocks(player).forEach((Unlock unlock) -> owned.add(unlock.achievementId()));
        for (Achievement achievement : world.achievements(game)) {
            if (achievement.promoted() && !owned.contains(achievement.id())) {
                world.unlock(player, achievement.id(), hardcore, date, clock.instant());
            }
        }
        ControlJson.send(context, 201, world.awards().of(player));
    }

    private void reearn(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long game = body.number("game");
        body.end();
        ControlJson.send(context, 201, world.awards().reearn(player, game));
    }

    private void grant(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long event = body.number("event");
        Long tier = body.numberOrNull("tier");
        body.end();
        List<Game> events = world.games().stream()
                .filter(game -> game.id() == event && game.consoleName().equals(Game.EVENTS))
                .toList();
        if (events.isEmpty()) {
            throw new BadRequest("There is no event " + event + ".");
        }
        ControlJson.send(context, 201, world.awards().grant(player, event, tier == null ? null : tier.intValue()));
    }
}
