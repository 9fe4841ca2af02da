package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The site's web API: checks the key, finds the method, and answers. */
final class WebApi {
    private static final Set<String> REMOVED = Set.of("API_GetFeed", "API_GetGameRating");

    private final String apiKey;
    private final Map<String, Function<PhpQuery, ApiAnswer>> methods = new HashMap<>();

    /** @param site the site's address with a slash at the end */
    WebApi(SiteWorld world, String apiKey, String site) {
        this.apiKey = apiKey;
        UnlockQuestions unlocks = new UnlockQuestions(world);
        PlayerQuestions players = new PlayerQuestions(world);
        methods.put("API_GetUserRecentAchievements", unlocks::recent);
        methods.put("API_GetAchievementsEarnedBetween", unlocks::between);
        methods.put("API_GetAchievementUnlocks", unlocks::ofAchievement);
        methods.put("API_GetTicketData", new TicketQuestions(world, site)::answer);
        methods.put("API_GetUserProfile", players::profile);
        methods.put("API_GetUsersIFollow", players::followed);
        methods.put("API_GetUserProgress", new ProgressQuestions(world)::progress);
        methods.put("API_GetAchievementOfTheWeek", new EventQuestions(world, unlocks)::ofTheWeek);
        methods.put("API_GetUserSetRequests", new SetQuestions(world)::requests);
        methods.put("API_GetRecentGameAwards", new AwardQuestions(world)::recent);
    }

    /** @param file the path below {@code /API/} */
    ApiAnswer answer(String file, Context context) {
        if (!file.endsWith(".php")) {
            return acceptsJson(context) ? notFound() : ApiAnswer.html(404, "<html><h1>404</h1><p>Not Found</p></html>");
        }
        if (!isAuthentic(context)) {
            return ApiAnswer.error(401, "unauthorized", "Unauthenticated.");
        }
        String method = method(file);
        if (REMOVED.contains(method)) {
            return ApiAnswer.error(410, "gone", "Gone");
        }
        Function<PhpQuery, ApiAnswer> question = methods.get(method);
        return question == null ? notFound() : question.apply(query(method, context));
    }

    /** The name of the method in a path below {@code /API/}. */
    static String method(String file) {
        return file.endsWith(".php") ? file.substring(0, file.length() - 4) : file;
    }

    static boolean acceptsJson(Context context) {
        String accept = context.header("Accept");
        return accept != null && accept.contains("json");
    }

    /** A request's parameters without the key. */
    Map<String, String> shownParameters(Context context) {
        Map<String, String> shown = new LinkedHashMap<>();
        context.queryParamMap().forEach((name, values) -> {
            if (!name.equals("y")) {
                shown.put(name, String.join(",", values).replace(apiKey, "***"));
            }
        });
        return shown;
    }

    private static PhpQuery query(String method, Context context) {
        Map<String, List<String>> values = new HashMap<>(context.queryParamMap());
        // Apart from the key, only a ticket's number is also read from a form.
        if (method.equals("API_GetTicketData") && context.formParam("i") != null) {
            values.putIfAbsent("i", context.formParams("i"));
        }
        return new PhpQuery(values);
    }

    private boolean isAuthentic(Context context) {
        String key = presentedKey(context);
        return key != null && key.equalsIgnoreCase(apiKey);
    }

    /** The first place that isn't empty counts, even if its key is wrong. */
    private static @Nullable String presentedKey(Context context) {
        String inQuery = context.queryParam("y");
        if (inQuery != null && !inQuery.isEmpty()) {
            return inQuery;
        }
        String inForm = context.formParam("y");
        if (inForm != null && !inForm.isEmpty()) {
            return inForm;
        }
        String authorization = context.header("Authorization");
        if (authorization == null) {
            return null;
        }
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length());
        }
        return authorization.startsWith("Basic ") ? basicPassword(authorization.substring("Basic ".length())) : null;
    }

    private static @Nullable String basicPassword(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            return pair.substring(pair.indexOf(':') + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ApiAnswer notFound() {
        return ApiAnswer.error(404, "not_found", "Not Found");
    }
}
