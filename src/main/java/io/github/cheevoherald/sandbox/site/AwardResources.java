package io.github.cheevoherald.sandbox.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Awards and what the events list, as resources of the second API; and the first API's list of awards. */
final class AwardResources {
    private static final Set<String> OTHER_KINDS = Set.of(
            "achievement-points-yield",
            "achievement-unlocks-yield",
            "certified-legend",
            "media-contribution",
            "patreon-supporter",
            "playtest");
    private static final String[] INCLUDES = {
        "event", "event.awards", "event.eventAchievements", "game", "game.system", "game.achievementSets", "user"
    };

    private final SiteWorld world;
    private final GameResources games;
    private final JsonApiDocuments documents;

    AwardResources(SiteWorld world, GameResources games, JsonApiDocuments documents) {
        this.world = world;
        this.games = games;
        this.documents = documents;
    }

    ApiAnswer everybodys(JsonApiQuery query) {
        return documents.uncounted(query, "user-awards", awards(query, null), this::award);
    }

    ApiAnswer of(JsonApiQuery query, SitePlayer player) {
        return documents.counted(
                query, "users/" + player.ulid() + "/awards", awards(query, player.ulid()), this::award);
    }

    private List<Award> awards(JsonApiQuery query, @Nullable String ulid) {
        Set<String> kinds = query.filter("kind");
        if (kinds != null) {
            Set<String> unknown = new HashSet<>(kinds);
            unknown.removeAll(OTHER_KINDS);
            Arrays.stream(Award.Kind.values()).map(Award.Kind::word).forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new JsonApiError(400, "The selected filter.kind is invalid.");
            }
        }
        List<Award> wanted = new ArrayList<>();
        for (Award award : world.awards().all()) {
            SitePlayer player = world.byUlid(award.player());
            boolean listed = player != null && PlayerResources.isListed(player);
            if (listed
                    && (ulid == null || award.player().equals(ulid))
                    && (kinds == null || kinds.contains(award.kind().word()))
                    && query.passes("gameId", award.gameId())) {
                wanted.add(award);
            }
        }
        query.filter("gameId");
        return query.including(INCLUDES)
                .sorted(
                        wanted,
                        "-awardedAt",
                        Map.of(
                                "id", Comparator.comparing(Award::id),
                                "awardedAt", Comparator.comparing(Award::awardedAt),
                                "displayOrder", Comparator.comparing(Award::id)));
    }

    private Resource award(Award award) {
        SitePlayer player = world.require(award.player());
        Game game = world.game(award.gameId()).orElseThrow();
        boolean event = award.kind() == Award.Kind.EVENT;
        OrderedJson context = event
                ? new OrderedJson()
                        .put("eventId", game.id())
                        .put("tierIndex", award.tier())
                        .put("displayTierIndex", award.tier())
                        .put("grantsSiteAward", false)
                : new OrderedJson().put("gameId", game.id()).put("mode", mode(award.kind()));
        return new Resource("user-awards", award.id())
                .put("awardedAt", PhpDates.micros(award.awardedAt()))
                .put("kind", award.kind().word())
                .put("title", game.title())
                .put("badgeUrl", games.icon(game))
                .put("displayOrder", 0)
                .put("context", context)
                .put("userDisplayName", player.displayName())
                .put("userId", player.ulid())
                .one("event", event ? event(game) : null)
                .one("game", event ? null : games.game(game));
    }

    private static String mode(Award.Kind kind) {
        return kind == Award.Kind.BEATEN_HARDCORE || kind == Award.Kind.MASTERED ? "hardcore" : "casual";
    }

    private Resource event(Game game) {
        return new Resource("events", game.id())
                .put("title", game.title())
                .put("sortTitle", game.title())
                .put("badgeUrl", games.icon(game))
                .put("state", "active")
                .put("activeFrom", null)
                .put("activeThrough", null);
    }

    ApiAnswer eventAchievements(JsonApiQuery query) {
        Set<String> active = query.filter("active");
        List<EventPair> pairs = new ArrayList<>(world.eventPairs().all());
        pairs.removeIf(pair -> active != null && pair.isActive(world.now()) != active.contains("true"));
        pairs.removeIf(pair -> !query.passes("eventId", gameOf(pair).id()));
        List<EventPair> sorted = query.including("event", "sourceAchievement", "eventAchievement")
                .sorted(
                        pairs,
                        "-activeFrom",
                        Map.of(
                                "id",
                                Comparator.comparing(EventPair::id),
                                "activeFrom",
                                Comparator.comparing(EventPair::from, Comparator.nullsFirst(Comparator.naturalOrder())),
                                "activeUntil",
                                Comparator.comparing(
                                        EventPair::until, Comparator.nullsFirst(Comparator.naturalOrder()))));
        return documents.counted(query, "event-achievements", sorted, this::eventAchievement);
    }

    private Resource eventAchievement(EventPair pair) {
        Achievement original = pair.original() == null
                ? null
                : world.achievement(pair.original()).orElse(null);
        return new Resource("event-achievements", pair.id())
                .put("activeFrom", pair.from() == null ? null : PhpDates.micros(pair.from()))
                .put("activeUntil", pair.until() == null ? null : PhpDates.micros(pair.until()))
                .put("decorator", pair.decorator())
                .one("event", event(gameOf(pair)))
                .one("sourceAchievement", original == null ? null : games.achievement(original))
                .one("eventAchievement", games.achievement(world.requireAchievement(pair.copy())));
    }

    private Game gameOf(EventPair pair) {
        return world.game(world.requireAchievement(pair.copy()).gameId()).orElseThrow();
    }

    ApiAnswer achievements(JsonApiQuery query) {
        List<Achievement> found = new ArrayList<>();
        for (Game game : world.games()) {
            if (!game.consoleName().equals(Game.EVENTS) && query.passes("gameId", game.id())) {
                games.published(game).stream()
                        .filter(achievement -> query.passes("id", achievement.id()))
                        .forEach(found::add);
            }
        }
        query.filter("id");
        List<Achievement> sorted =
                query.including("games").sorted(found, "id", Map.of("id", Comparator.comparing(Achievement::id)));
        return documents.counted(query, "achievements", sorted, games::achievementWithGame);
    }

    /** Without subsets, as on the site. */
    ApiAnswer games(JsonApiQuery query) {
        List<Game> found = world.games().stream()
                .filter(game -> !game.title().contains("[Subset -") && query.passes("id", game.id()))
                .toList();
        query.filter("id");
        List<Game> sorted = query.including("system", "achievementSets")
                .sorted(found, "id", Map.of("id", Comparator.comparing(Game::id)));
        return documents.counted(query, "games", sorted, games::game);
    }
}
