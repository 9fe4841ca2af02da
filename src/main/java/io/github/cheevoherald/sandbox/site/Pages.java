package io.github.cheevoherald.sandbox.site;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The site's pages, kept simple so that links lead somewhere, and its pictures. */
final class Pages {
    private static final String STYLE =
            "body{font:16px/1.5 sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;background:#161619;color:#ddd}"
                    + "a{color:#f0b232}img{vertical-align:middle;margin-right:.6rem;border-radius:4px}li{margin:.4rem 0}";

    private final SiteWorld world;
    private final Pictures pictures;
    private final AnswerWriter wire;

    Pages(SiteWorld world, Pictures pictures, AnswerWriter wire) {
        this.world = world;
        this.pictures = pictures;
        this.wire = wire;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/achievement/{id}", page(context -> achievement(PhpQuery.toInt(context.pathParam("id")))));
        routes.get("/game/{id}", page(context -> game(PhpQuery.toInt(context.pathParam("id")))));
        routes.get("/user/{name}", page(context -> player(context.pathParam("name"))));
        routes.get(
                "/ticket/{id}",
                page(context -> document("Tickets", "<p>Tickets are shown to people who are logged in.</p>")));
        for (String kind : Pictures.KINDS) {
            routes.get("/" + kind + "/{file}", picture(kind));
        }
    }

    private Handler page(Function<Context, @Nullable String> words) {
        return context -> {
            String page = words.apply(context);
            wire.send(
                    context,
                    page == null
                            ? ApiAnswer.html(404, document("Not found", "<p>There is no such page.</p>"))
                            : ApiAnswer.html(200, page));
        };
    }

    private Handler picture(String kind) {
        return context -> wire.send(
                context,
                pictures.named(kind, context.pathParam("file"))
                        .map(ApiAnswer::png)
                        .orElseGet(() -> ApiAnswer.html(404, "<h1>404</h1>")));
    }

    private @Nullable String achievement(long id) {
        Achievement achievement = world.achievement(id).orElse(null);
        if (achievement == null) {
            return null;
        }
        StringBuilder body = new StringBuilder();
        body.append("<p><img src=\"/Badge/%s.png\" alt=\"\" width=64 height=64>%s</p>"
                .formatted(achievement.badgeName(), escape(achievement.description())));
        body.append("<p>%d points (%d)</p>".formatted(achievement.points(), achievement.trueRatio()));
        world.game(achievement.gameId())
                .ifPresent(game -> body.append(
                        "<p>from <a href=\"/game/%d\">%s</a></p>".formatted(game.id(), escape(game.title()))));
        body.append("<p>%d unlocks</p>".formatted(world.unlocksOf(id).size()));
        return document(achievement.title(), body.toString());
    }

    private @Nullable String game(long id) {
        Game game = world.game(id).orElse(null);
        if (game == null) {
            return null;
        }
        StringBuilder body = new StringBuilder();
        body.append("<p><img src=\"%s\" alt=\"\" width=96 height=96>%s</p><ul>"
                .formatted(game.icon(), escape(game.consoleName())));
        for (Achievement achievement : world.achievements(id)) {
            body.append("<li><img src=\"/Badge/%s.png\" alt=\"\" width=32 height=32><a href=\"/achievement/%d\">%s</a>"
                    .formatted(achievement.badgeName(), achievement.id(), escape(achievement.title())));
            body.append(" %d points</li>".formatted(achievement.points()));
        }
        return document(game.title(), body.append("</ul>").toString());
    }

    private @Nullable String player(String name) {
        SitePlayer player = world.player(name).orElse(null);
        if (player == null) {
            return null;
        }
        String body =
                "<p><img src=\"/UserPic/%s.png\" alt=\"\" width=128 height=128>%s</p><p>%d points, %d softcore points</p>";
        Scores scores = Scores.of(world, player);
        return document(
                player.displayName(),
                body.formatted(player.username(), escape(player.motto()), scores.hardcore(), scores.softcore()));
    }

    private static String document(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%1$s</title><style>%2$s</style></head><body><h1>%1$s</h1>%3$s</body></html>"
                .formatted(escape(title), STYLE, body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
