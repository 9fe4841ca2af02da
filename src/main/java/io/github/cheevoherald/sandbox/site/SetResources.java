package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Claims, versions of sets and leaderboards as resources of the second API. */
final class SetResources {
    private final SiteWorld world;
    private final GameResources games;
    private final JsonApiDocuments documents;

    SetResources(SiteWorld world, GameResources games, JsonApiDocuments documents) {
        this.world = world;
        this.games = games;
        this.documents = documents;
    }

    private Game game(long id) {
        return world.game(id).orElseThrow();
    }

    ApiAnswer claims(JsonApiQuery query) {
        List<SetWork.Claim> claims = new ArrayList<>(world.setWork().claims());
        claims.removeIf(claim -> !query.passes("status", "complete")
                || !query.passes("gameId", claim.gameId())
                || !query.passes("setType", setType(claim)));
        query.filter("status");
        List<SetWork.Claim> sorted = query.sorted(
                claims,
                "-claimedAt",
                Map.of(
                        "id", Comparator.comparing(SetWork.Claim::id),
                        "claimedAt", Comparator.comparing(SetWork.Claim::finishedAt),
                        "finishedAt", Comparator.comparing(SetWork.Claim::finishedAt)));
        return documents.counted(query, "achievement-set-claims", sorted, this::claim);
    }

    private static String setType(SetWork.Claim claim) {
        return claim.revision() ? "revision" : "new-set";
    }

    private Resource claim(SetWork.Claim claim) {
        Game game = game(claim.gameId());
        String date = PhpDates.micros(claim.finishedAt());
        return new Resource("achievement-set-claims", claim.id())
                .put("claimedAt", date)
                .put("finishedAt", date)
                .put("updatedAt", date)
                .put("status", "complete")
                .put("claimType", "primary")
                .put("setType", setType(claim))
                .put("specialType", "none")
                .put("extensionsCount", 0)
                .put("minutesLeft", 0)
                .put("userId", claim.developer())
                .put("userDisplayName", world.require(claim.developer()).displayName())
                .put("gameId", game.id())
                .put("gameTitle", game.title())
                .put("gameIconUrl", games.icon(game))
                .put("systemId", game.consoleId())
                .put("systemName", game.consoleName());
    }

    ApiAnswer versions(JsonApiQuery query) {
        List<SetWork.Version> versions = new ArrayList<>(world.setWork().versions());
        versions.removeIf(version -> !query.passes("achievementSetId", GameResources.setId(version.gameId())));
        List<SetWork.Version> sorted = query.including("achievementSet", "achievementSet.games")
                .sorted(
                        versions,
                        "-createdAt",
                        Map.of(
                                "id", Comparator.comparing(SetWork.Version::id),
                                "createdAt", Comparator.comparing(SetWork.Version::createdAt)));
        return documents.counted(query, "achievement-set-versions", sorted, this::version);
    }

    private Resource version(SetWork.Version version) {
        List<OrderedJson> snapshot = version.achievements().stream()
                .map(achievement -> new OrderedJson()
                        .put("id", achievement.id())
                        .put("points", achievement.points())
                        .put("isPromoted", achievement.promoted())
                        .put("type", achievement.type()))
                .toList();
        List<Achievement> published =
                version.achievements().stream().filter(Achievement::promoted).toList();
        return new Resource("achievement-set-versions", version.id())
                .put("version", version.number())
                .put("createdAt", PhpDates.micros(version.createdAt()))
                .put("updatedAt", PhpDates.micros(version.createdAt()))
                .put("achievementSnapshot", snapshot)
                .put("achievementsPublished", published.size())
                .put("achievementsUnpublished", version.achievements().size() - published.size())
                .put(
                        "pointsTotal",
                        published.stream().mapToInt(Achievement::points).sum())
                .put("achievementSetId", String.valueOf(GameResources.setId(version.gameId())))
                .one("achievementSet", games.set(game(version.gameId())));
    }

    /** In the order of the leaderboards, whatever is asked for. */
    ApiAnswer leaderboardEntries(JsonApiQuery query, SitePlayer player) {
        Leaderboards boards = world.leaderboards();
        List<Leaderboards.Entry> entries = new ArrayList<>(player.untracked() ? List.of() : boards.of(player.ulid()));
        entries.removeIf(
                entry -> !query.passes("gameId", boards.board(entry.board()).gameId()));
        entries.sort(Comparator.comparing(Leaderboards.Entry::board));
        query.filter("gameId");
        query.including("leaderboard", "leaderboard.games", "user");
        return documents.counted(
                query,
                "users/" + player.ulid() + "/leaderboard-entries",
                entries,
                entry -> new Resource("leaderboard-entries", entry.id())
                        .put("score", entry.score())
                        .put(
                                "formattedScore",
                                boards.board(entry.board()).format().write(entry.score()))
                        .put("rank", boards.rank(entry))
                        .put("createdAt", PhpDates.micros(entry.updatedAt()))
                        .put("updatedAt", PhpDates.micros(entry.updatedAt()))
                        .one("leaderboard", board(boards.board(entry.board()))));
    }

    private Resource board(Leaderboards.Board board) {
        return new Resource("leaderboards", board.id())
                .put("title", board.title())
                .put("description", board.description())
                .put("format", board.format().name())
                .put("rankAsc", board.lowerIsBetter())
                .put("state", "active")
                .put("orderColumn", board.hidden() ? -1 : 1)
                .many("games", List.of(games.game(game(board.gameId()))));
    }
}
