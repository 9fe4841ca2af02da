package io.github.cheevoherald.sandbox.site;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The site's second API: what is asked, and the answer. */
final class SecondWebApi {
    private static final String USERS = "users/";

    private final SiteWorld world;
    private final Map<String, Function<JsonApiQuery, ApiAnswer>> lists = new HashMap<>();
    private final Map<String, BiFunction<JsonApiQuery, SitePlayer, ApiAnswer>> ofPlayers = new HashMap<>();

    /**
     * @param site the site's address with a slash at the end
     * @param own this API's address with a slash at the end
     */
    SecondWebApi(SiteWorld world, String site, String own) {
        this.world = world;
        JsonApiDocuments documents = new JsonApiDocuments(own);
        GameResources games = new GameResources(world, site);
        PlayerResources players = new PlayerResources(world, games, documents, site);
        AwardResources awards = new AwardResources(world, games, documents);
        SetResources sets = new SetResources(world, games, documents);
        lists.put("users", players::users);
        lists.put("user-awards", awards::everybodys);
        lists.put("event-achievements", awards::eventAchievements);
        lists.put("achievements", awards::achievements);
        lists.put("games", awards::games);
        lists.put("achievement-set-claims", sets::claims);
        lists.put("achievement-set-versions", sets::versions);
        ofPlayers.put("leaderboard-entries", sets::leaderboardEntries);
        ofPlayers.put("awards", awards::of);
        ofPlayers.put("player-achievements", players::achievements);
        ofPlayers.put("player-games", players::games);
    }

    /**
     * A question.
     *
     * @param method the path, without the player
     * @param user the player in the path
     */
    record Question(String method, @Nullable String user) {
        static Question of(String path) {
            String[] steps = path.split("/", -1);
            if (!path.startsWith(USERS) || steps.length != 3) {
                return new Question(path, null);
            }
            return new Question(USERS + steps[2], URLDecoder.decode(steps[1], StandardCharsets.UTF_8));
        }
    }

    ApiAnswer answer(Question question, JsonApiQuery query) {
        if (question.method().equals("health")) {
            return ApiAnswer.json(
                    200,
                    new OrderedJson()
                            .put("status", "up")
                            .put("timestamp", world.now().toString()));
        }
        try {
            synchronized (world) {
                return found(question, query);
            }
        } catch (JsonApiError refused) {
            return refused.answer();
        }
    }

    private ApiAnswer found(Question question, JsonApiQuery query) {
        if (question.user() == null) {
            Function<JsonApiQuery, ApiAnswer> list = lists.get(question.method());
            if (list == null) {
                throw JsonApiError.notFound();
            }
            return list.apply(query);
        }
        BiFunction<JsonApiQuery, SitePlayer, ApiAnswer> ofPlayer =
                ofPlayers.get(question.method().substring(USERS.length()));
        SitePlayer player =
                world.player(question.user()).filter(PlayerResources::isListed).orElse(null);
        if (ofPlayer == null || player == null) {
            throw JsonApiError.notFound();
        }
        return ofPlayer.apply(query, player);
    }
}
