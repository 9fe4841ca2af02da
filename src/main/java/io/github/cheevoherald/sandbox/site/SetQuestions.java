package io.github.cheevoherald.sandbox.site;

import java.util.List;

/** GetUserSetRequests. */
final class SetQuestions {
    private final SiteWorld world;

    SetQuestions(SiteWorld world) {
        this.world = world;
    }

    ApiAnswer requests(PhpQuery query) {
        ApiAnswer failure = new Validation(query).user().integer("t", 0, 1).failure();
        if (failure != null) {
            return failure;
        }
        synchronized (world) {
            String user = query.text("u");
            SitePlayer player = user == null ? null : world.player(user).orElse(null);
            if (player == null) {
                return ApiAnswer.json(404, List.of());
            }
            List<OrderedJson> requested = world.setWork().requests(player, query.cast("t") == 1).stream()
                    .map(wish -> game(world.game(wish.gameId()).orElseThrow()))
                    .toList();
            return ApiAnswer.json(
                    200,
                    new OrderedJson()
                            .put("RequestedSets", requested)
                            .put("TotalRequests", 5)
                            .put("PointsForNext", 5000));
        }
    }

    private static OrderedJson game(Game game) {
        return new OrderedJson()
                .put("GameID", game.id())
                .put("Title", game.title())
                .put("ConsoleID", game.consoleId())
                .put("ConsoleName", game.consoleName())
                .put("ImageIcon", game.icon());
    }
}
