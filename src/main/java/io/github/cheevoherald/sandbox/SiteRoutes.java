package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.Achievement;
import io.github.cheevoherald.sandbox.site.Game;
import io.github.cheevoherald.sandbox.site.SitePlayer;
import io.github.cheevoherald.sandbox.site.SiteWorld;
import io.github.cheevoherald.sandbox.site.Ticket;
import io.github.cheevoherald.sandbox.site.TicketState;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists and changes players, games, achievements and tickets of the embedded site. */
final class SiteRoutes {
    private static final int MAX_ACHIEVEMENTS = 2000;

    private final SiteWorld world;

    SiteRoutes(SiteWorld world) {
        this.world = world;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/players", context -> ControlJson.send(context, 200, world.players()));
        routes.post("/control/players", this::createPlayer);
        routes.patch("/control/players/{player}", this::changePlayer);
        routes.put("/control/players/{player}/followed", this::follow);
        routes.get("/control/games", this::listGames);
        routes.post("/control/games", this::createGame);
        routes.post("/control/achievements", this::createAchievements);
        routes.patch("/control/achievements/{id}", this::changeAchievement);
        routes.delete("/control/achievements/{id}", this::deleteAchievement);
        routes.get(
                "/control/tickets",
                context -> ControlJson.send(context, 200, world.tickets().all()));
        routes.post("/control/tickets", this::openTicket);
        routes.patch("/control/tickets/{id}", this::moveTicket);
    }

    private void createPlayer(Context context) {
        Body body = Body.of(context);
        String name = body.text("name");
        Changes changes = new Changes(body);
        body.end();
        SitePlayer player = world.addPlayer(name);
        ControlJson.send(context, 201, world.updatePlayer(player.ulid(), changes::apply));
    }

    private void changePlayer(Context context) {
        Body body = Body.of(context);
        Changes changes = new Changes(body);
        body.end();
        ControlJson.send(context, 200, world.updatePlayer(context.pathParam("player"), changes::apply));
    }

    private void follow(Context context) {
        Body body = Body.of(context);
        boolean followed = body.flag("followed", true);
        body.end();
        if (followed) {
            world.follow(context.pathParam("player"));
        } else {
            world.unfollow(context.pathParam("player"));
        }
        context.status(204);
    }

    private void listGames(Context context) {
        List<GameWithAchievements> games = new ArrayList<>();
        for (Game game : world.games()) {
            games.add(new GameWithAchievements(game, world.achievements(game.id())));
        }
        ControlJson.send(context, 200, games);
    }

    private void createGame(Context context) {
        Body body = Body.of(context);
        String title = body.text("title");
        String console = body.text("console");
        body.end();
        ControlJson.send(context, 201, world.addGame(title, console));
    }

    private void createAchievements(Context context) {
        Body body = Body.of(context);
        long game = body.number("game");
        String title = body.text("title");
        String description = String.valueOf(body.text("description", ""));
        int points = (int) body.number("points", 5);
        int count = body.count("count", 1, MAX_ACHIEVEMENTS);
        AchievementChanges changes = new AchievementChanges(body);
        body.end();
        List<Achievement> added = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            String name = count == 1 ? title : title + " " + number;
            Achievement achievement = world.addAchievement(game, name, description, points);
            added.add(world.updateAchievement(achievement.id(), changes::apply));
        }
        ControlJson.send(context, 201, added);
    }

    private void changeAchievement(Context context) {
        Body body = Body.of(context);
        String title = body.text("title", null);
        String description = body.text("description", null);
        long game = body.number("game", 0);
        AchievementChanges changes = new AchievementChanges(body);
        body.end();
        Achievement changed = world.updateAchievement(Paths.number(context, "id"), achievement -> {
            Achievement moved = game == 0 ? achievement : achievement.withGame(game);
            return changes.apply(moved.withWords(
                    title == null ? moved.title() : title, description == null ? moved.description() : description));
        });
        ControlJson.send(context, 200, changed);
    }

    private void deleteAchievement(Context context) {
        world.removeAchievement(Paths.number(context, "id"));
        context.status(204);
    }

    private void openTicket(Context context) {
        Body body = Body.of(context);
        Ticket ticket = world.tickets()
                .open(
                        body.number("achievement"),
                        body.text("reporter"),
                        (int) body.number("type", 2),
                        String.valueOf(body.text("notes", "")),
                        body.flagOrNull("hardcore"),
                        body.moment("reportedAt", world.now(), world.now()));
        body.end();
        ControlJson.send(context, 201, ticket);
    }

    private void moveTicket(Context context) {
        Body body = Body.of(context);
        TicketState state = body.choice("state", TicketState.class);
        String resolver = body.text("resolver", null);
        body.end();
        ControlJson.send(context, 200, world.tickets().move(Paths.number(context, "id"), state, resolver));
    }

    /** A game and its achievements. */
    record GameWithAchievements(Game game, List<Achievement> achievements) {}

    /** The requested changes to a player. */
    private static final class Changes {
        private final @Nullable String displayName;
        private final @Nullable Boolean deleted;
        private final @Nullable String motto;
        private final @Nullable String richPresence;
        private final long permissions;

        Changes(Body body) {
            displayName = body.text("displayName", null);
            deleted = body.flagOrNull("deleted");
            motto = body.text("motto", null);
            richPresence = body.text("richPresence", null);
            permissions = body.number("permissions", Long.MIN_VALUE);
        }

        SitePlayer apply(SitePlayer player) {
            SitePlayer changed = displayName == null ? player : player.withDisplayName(displayName);
            changed = deleted == null ? changed : changed.withDeleted(deleted);
            changed = permissions == Long.MIN_VALUE ? changed : changed.withPermissions((int) permissions);
            return changed.withWords(
                    motto == null ? changed.motto() : motto,
                    richPresence == null ? changed.richPresence() : richPresence);
        }
    }
}
