package io.github.cheevoherald.sandbox.site;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Games, their sets, systems and achievements as resources of the second API. */
final class GameResources {
    /** Sets have numbers of their own. */
    private static final long FIRST_SET = 8000;

    /** What the site gives where it has no picture. */
    private static final String NO_PICTURE = "Images/000002.png";

    private final SiteWorld world;
    private final String media;

    /** @param media the address of the pictures with a slash at the end */
    GameResources(SiteWorld world, String media) {
        this.world = world;
        this.media = media;
    }

    static long setId(long gameId) {
        return FIRST_SET + gameId;
    }

    String badge(Achievement achievement) {
        return media + "Badge/" + achievement.badgeName() + ".png";
    }

    String icon(Game game) {
        return media + game.icon().substring(1);
    }

    Resource game(Game game) {
        return plain(game).one("system", system(game)).many("achievementSets", List.of(set(game)));
    }

    private Resource plain(Game game) {
        List<Achievement> published = published(game);
        return new Resource("games", game.id())
                .put("title", game.title())
                .put("sortTitle", game.title())
                .put("badgeUrl", icon(game))
                .put("imageBoxArtUrl", media + NO_PICTURE)
                .put("imageTitleUrl", media + NO_PICTURE)
                .put("imageIngameUrl", icon(game).replace(".png", Pictures.SCENE + ".png"))
                .put("releasedAt", null)
                .put("playersTotal", players(game.id(), false))
                .put("playersHardcore", players(game.id(), true))
                .put("achievementsPublished", published.size())
                .put("pointsTotal", points(published))
                .put(
                        "pointsWeighted",
                        published.stream().mapToInt(Achievement::trueRatio).sum())
                .put("timesBeaten", holders(game.id(), Award.Kind.BEATEN_CASUAL, Award.Kind.BEATEN_HARDCORE))
                .put("timesBeatenHardcore", holders(game.id(), Award.Kind.BEATEN_HARDCORE));
    }

    /** A subset belongs to its parent, and its own game doesn't show. */
    Resource set(Game game) {
        List<Achievement> published = published(game);
        Game parent = world.games().stream()
                .filter(other -> game.isSubsetOf(other))
                .findFirst()
                .orElse(null);
        Game shown = parent == null ? game : parent;
        return new Resource("achievement-sets", setId(game.id()))
                .put("title", parent == null ? null : game.subset())
                .put("pointsTotal", points(published))
                .put("achievementsPublished", published.size())
                .put("timesCompleted", holders(game.id(), Award.Kind.COMPLETED, Award.Kind.MASTERED))
                .put("timesMastered", holders(game.id(), Award.Kind.MASTERED))
                .put("badgeUrl", icon(game))
                .put(
                        "types",
                        List.of(new OrderedJson()
                                .put("gameId", shown.id())
                                .put("type", parent == null ? "core" : "bonus")))
                .many("games", List.of(plain(shown)));
    }

    private static Resource system(Game game) {
        return new Resource("systems", game.consoleId())
                .put("name", game.consoleName())
                .put("nameFull", game.consoleName())
                .put("active", true);
    }

    Resource achievement(Achievement achievement) {
        List<Unlock> unlocks = world.unlocksOf(achievement.id());
        long hardcore = unlocks.stream().filter(Unlock::hardcore).count();
        return new Resource("achievements", achievement.id())
                .put("title", achievement.title())
                .put("description", achievement.description())
                .put("points", achievement.points())
                .put("pointsWeighted", achievement.trueRatio())
                .put("badgeUrl", badge(achievement))
                .put("type", achievement.type())
                .put("state", achievement.promoted() ? "promoted" : "unpromoted")
                .put("unlocksTotal", unlocks.size())
                .put("unlocksHardcore", hardcore)
                .put("unlockPercentage", share(unlocks.size(), players(achievement.gameId(), false)))
                .put("unlockHardcorePercentage", share(hardcore, players(achievement.gameId(), true)))
                .put("createdAt", PhpDates.micros(achievement.created()))
                .put("modifiedAt", PhpDates.micros(achievement.modified()));
    }

    Resource achievementWithGame(Achievement achievement) {
        List<Resource> found =
                world.game(achievement.gameId()).map(this::plain).stream().toList();
        return achievement(achievement).many("games", found);
    }

    private static double share(long some, int all) {
        return all == 0 ? 0 : Math.round(1e9 * some / all) / 1e9;
    }

    List<Achievement> published(Game game) {
        return world.achievements(game.id()).stream()
                .filter(Achievement::promoted)
                .toList();
    }

    private static int points(List<Achievement> achievements) {
        return achievements.stream().mapToInt(Achievement::points).sum();
    }

    private int players(long gameId, boolean hardcoreOnly) {
        Set<String> players = new HashSet<>();
        for (Achievement achievement : world.achievements(gameId)) {
            for (Unlock unlock : world.unlocksOf(achievement.id())) {
                if (unlock.hardcore() || !hardcoreOnly) {
                    players.add(unlock.player());
                }
            }
        }
        return players.size();
    }

    private int holders(long gameId, Award.Kind... kinds) {
        Set<String> players = new HashSet<>();
        for (Award award : world.awards().all()) {
            if (award.gameId() == gameId && List.of(kinds).contains(award.kind())) {
                players.add(award.player());
            }
        }
        return players.size();
    }
}
