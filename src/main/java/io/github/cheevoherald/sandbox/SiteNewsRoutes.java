package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.EventPair;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.Leaderboards.Format;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only the embedded site's second API shows: who is active, events, sets and leaderboards. */
final class SiteNewsRoutes {
    private static final int MAX_ACHIEVEMENTS = 2000;

    private final SiteWorld world;

    SiteNewsRoutes(SiteWorld world) {
        this.world = world;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/control/players/{player}/activity", this::showActivity);
        routes.get(
                "/control/event-achievements",
                context -> ControlJson.send(context, 200, world.eventPairs().all()));
        routes.post("/control/event-achievements", this::listInEvent);
        routes.post("/control/event-achievements/turn", this::turnTheWeek);
        routes.get(
                "/control/sets/versions",
                context -> ControlJson.send(context, 200, world.setWork().versions()));
        routes.post("/control/sets/complete", this::complete);
        routes.post("/control/sets/revise", this::revise);
        routes.post("/control/sets/publish", this::publish);
        routes.post("/control/sets/requests", this::request);
        routes.get(
                "/control/leaderboards",
                context -> ControlJson.send(context, 200, world.leaderboards().all()));
        routes.post("/control/leaderboards", this::addLeaderboard);
        routes.get(
                "/control/leaderboards/{id}/entries",
                context -> ControlJson.send(context, 200, world.leaderboards().entries(Paths.number(context, "id"))));
        routes.post("/control/leaderboards/{id}/entries", this::submit);
        routes.delete("/control/leaderboards/{id}/entries/{player}", this::withdraw);
    }

    private void showActivity(Context context) {
        Body body = Body.of(context);
        Long game = body.numberOrNull("game");
        boolean reads = body.flag("reads", false);
        body.end();
        String player = context.pathParam("player");
        if (reads) {
            world.activity().read(player);
        } else if (game == null) {
            world.activity().show(player);
        } else {
            world.activity().show(player, game);
        }
        context.status(204);
    }

    private void listInEvent(Context context) {
        Body body = Body.of(context);
        Long original = body.numberOrNull("achievement");
        Long copy = body.numberOrNull("copy");
        Long event = body.numberOrNull("event");
        Instant now = world.now();
        Instant from = body.moment("from", now, now);
        Instant until = body.has("until") ? body.moment("until", now, now) : null;
        String decorator = body.text("decorator", null);
        body.end();
        if (copy != null) {
            ControlJson.send(context, 201, world.eventPairs().list(original, copy, from, until, decorator));
            return;
        }
        if (original == null) {
            throw new BadRequest("achievement or copy is missing.");
        }
        EventPair pair = world.eventPairs().copy(original, event(event, original), from, until, decorator);
        ControlJson.send(context, 201, pair);
    }

    private void turnTheWeek(Context context) {
        Body body = Body.of(context);
        Long achievement = body.numberOrNull("achievement");
        body.end();
        ControlJson.send(context, 201, world.eventPairs().turnTheWeek(achievement));
    }

    /** The named event, or else a new one. */
    private long event(@Nullable Long named, long original) {
        if (named != null) {
            return named;
        }
        String title = world.achievement(original)
                .map(Achievement::title)
                .orElseThrow(() -> new BadRequest("There is no achievement " + original + "."));
        return world.addGame("Event for " + title, Game.EVENTS).id();
    }

    private void complete(Context context) {
        Body body = Body.of(context);
        long game = body.number("game");
        List<String> developers = developers(body);
        body.end();
        ControlJson.send(context, 201, world.setWork().complete(game, developers));
    }

    /** Adds achievements to a game and completes that as a revision of its set. */
    private void revise(Context context) {
        Body body = Body.of(context);
        long game = body.number("game");
        String title = body.text("title");
        int count = body.count("count", 1, MAX_ACHIEVEMENTS);
        List<String> developers = developers(body);
        AchievementChanges changes = new AchievementChanges(body);
        body.end();
        for (int number = 1; number <= count; number++) {
            Achievement added = world.addAchievement(game, count == 1 ? title : title + " " + number, "", 5);
            world.updateAchievement(added.id(), changes::apply);
        }
        ControlJson.send(context, 201, world.setWork().complete(game, developers));
    }

    /** Publishes a set as it is, without anybody's claim. */
    private void publish(Context context) {
        Body body = Body.of(context);
        long game = body.number("game");
        boolean listed = body.flag("listed", true);
        body.end();
        ControlJson.send(context, 201, world.setWork().publish(game, listed));
    }

    private void request(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long game = body.number("game");
        body.end();
        ControlJson.send(context, 201, world.setWork().request(player, game));
    }

    private static List<String> developers(Body body) {
        List<String> names = new ArrayList<>();
        body.node("developers").forEach(name -> names.add(name.asText()));
        if (names.isEmpty()) {
            throw new BadRequest("developers must be a list of players.");
        }
        return names;
    }

    private void addLeaderboard(Context context) {
        Body body = Body.of(context);
        long game = body.number("game");
        String title = body.text("title");
        String description = String.valueOf(body.text("description", ""));
        boolean lowerIsBetter = body.flag("lowerIsBetter", false);
        Format format = body.flag("time", false) ? Format.MILLISECS : Format.VALUE;
        boolean hidden = body.flag("hidden", false);
        body.end();
        ControlJson.send(
                context, 201, world.leaderboards().add(game, title, description, lowerIsBetter, format, hidden));
    }

    private void submit(Context context) {
        Body body = Body.of(context);
        String player = body.text("player");
        long score = body.number("score");
        Instant now = world.now();
        Instant date = body.moment("date", now, now);
        body.end();
        ControlJson.send(context, 201, world.leaderboards().submit(player, Paths.number(context, "id"), score, date));
    }

    private void withdraw(Context context) {
        world.leaderboards().withdraw(context.pathParam("player"), Paths.number(context, "id"));
        context.status(204);
    }
}
