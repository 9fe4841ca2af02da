package io.github.cheevoherald.sandbox.site;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** GetUserProfile and GetUsersIFollow. */
final class PlayerQuestions {
    private final SiteWorld world;

    PlayerQuestions(SiteWorld world) {
        this.world = world;
    }

    ApiAnswer profile(PhpQuery query) {
        ApiAnswer failure = new Validation(query).user().failure();
        if (failure != null) {
            return failure;
        }
        synchronized (world) {
            String user = query.text("u");
            SitePlayer player = user == null ? null : world.player(user).orElse(null);
            return player == null ? ApiAnswer.json(404, List.of()) : ApiAnswer.json(200, profile(player));
        }
    }

    private OrderedJson profile(SitePlayer player) {
        Scores scores = Scores.of(world, player);
        return new OrderedJson()
                .put("User", player.displayName())
                .put("ULID", player.ulid())
                .put("UserPic", "/UserPic/" + player.username() + ".png")
                .put("MemberSince", PhpDates.plain(player.memberSince()))
                .put("RichPresenceMsg", player.richPresence())
                .put("LastGameID", lastGame(player))
                .put("ContribCount", 0)
                .put("ContribYield", 0)
                .put("TotalPoints", scores.hardcore())
                .put("TotalSoftcorePoints", scores.softcore())
                .put("TotalTruePoints", scores.retroPoints())
                .put("Permissions", player.permissions())
                .put("Untracked", player.untracked() ? 1 : 0)
                .put("ID", player.id())
                .put("UserWallActive", 1)
                .put("Motto", player.motto());
    }

    ApiAnswer followed(PhpQuery query) {
        ApiAnswer failure = new Validation(query)
                .integer("o", 0, Long.MAX_VALUE)
                .integer("c", 1, 500)
                .failure();
        if (failure != null) {
            return failure;
        }
        long offset = query.cast("o");
        long count = query.text("c") == null ? 100 : query.cast("c");
        synchronized (world) {
            List<Active> followed = new ArrayList<>();
            for (SitePlayer player : world.players()) {
                if (!player.deleted() && world.isFollowed(player)) {
                    followed.add(new Active(player, lastActivity(player)));
                }
            }
            followed.sort(Comparator.comparing(Active::last).reversed());
            List<OrderedJson> results = followed.stream()
                    .skip(offset)
                    .limit(count)
                    .map(active -> followed(active.player()))
                    .toList();
            return ApiAnswer.json(
                    200,
                    new OrderedJson()
                            .put("Count", results.size())
                            .put("Total", followed.size())
                            .put("Results", results));
        }
    }

    private OrderedJson followed(SitePlayer player) {
        Scores scores = Scores.of(world, player);
        return new OrderedJson()
                .put("User", player.displayName())
                .put("ULID", player.ulid())
                .put("Points", scores.hardcore())
                .put("PointsSoftcore", scores.softcore())
                .put("IsFollowingMe", false);
    }

    private long lastGame(SitePlayer player) {
        Unlock last = lastShown(player);
        return last == null
                ? 0
                : world.achievement(last.achievementId())
                        .map(Achievement::gameId)
                        .orElse(0L);
    }

    private Instant lastActivity(SitePlayer player) {
        Unlock last = lastShown(player);
        return last == null ? player.memberSince() : last.visibleAt();
    }

    private @Nullable Unlock lastShown(SitePlayer player) {
        return world.unlocks(player.ulid()).stream()
                .max(Comparator.comparing(Unlock::visibleAt))
                .orElse(null);
    }

    private record Active(SitePlayer player, Instant last) {}
}
