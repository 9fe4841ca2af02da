package io.github.cheevoherald.sandbox.discord;

import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;

/** Maps paths to endpoints. */
final class Routes {
    private final RestServer rest;
    private final List<Route> routes = new ArrayList<>();

    Routes(RestServer rest) {
        this.rest = rest;
    }

    Routes bot(BotRoutes bot, GuildRoutes guilds) {
        get("/gateway", bot::gateway, false);
        get("/gateway/bot", bot::gatewayBot);
        get("/users/@me", bot::self);
        get("/users/@me/guilds", guilds::mine);
        add(HandlerType.DELETE, "/users/@me/guilds/{guild}", guilds::leave);
        add(HandlerType.POST, "/users/@me/channels", bot::openDirect);
        get("/users/{user}", bot::user);
        get("/applications/@me", bot::application);
        get("/oauth2/applications/@me", bot::application);
        get("/guilds/{guild}", guilds::guild);
        get("/guilds/{guild}/channels", guilds::channels);
        get("/guilds/{guild}/roles", guilds::roles);
        get("/guilds/{guild}/members", guilds::members);
        get("/guilds/{guild}/members/search", guilds::search);
        get("/guilds/{guild}/members/{user}", guilds::member);
        add(HandlerType.PATCH, "/guilds/{guild}/members/@me", guilds::changeSelf);
        return this;
    }

    Routes channels(ChannelRoutes channels) {
        get("/channels/{channel}", channels::channel);
        get("/channels/{channel}/messages", channels::list);
        get("/channels/{channel}/messages/{message}", channels::get);
        add(HandlerType.POST, "/channels/{channel}/typing", channels::typing);
        add(HandlerType.POST, "/channels/{channel}/messages", channels::create);
        add(HandlerType.POST, "/channels/{channel}/messages/{message}/crosspost", channels::crosspost);
        add(HandlerType.PATCH, "/channels/{channel}/messages/{message}", channels::edit);
        add(HandlerType.DELETE, "/channels/{channel}/messages/{message}", channels::delete);
        return this;
    }

    Routes commands(Commands commands) {
        for (String base : new String[] {
            "/applications/{application}/commands", "/applications/{application}/guilds/{guild}/commands"
        }) {
            get(base, commands::list);
            get(base + "/{command}", commands::get);
            add(HandlerType.PUT, base, commands::replace);
            add(HandlerType.POST, base, commands::create);
            add(HandlerType.DELETE, base + "/{command}", commands::delete);
        }
        return this;
    }

    Routes emojis(Emojis emojis) {
        get("/applications/{application}/emojis", emojis::list);
        add(HandlerType.POST, "/applications/{application}/emojis", emojis::create);
        add(HandlerType.DELETE, "/applications/{application}/emojis/{emoji}", emojis::delete);
        return this;
    }

    Routes interactions(CallbackRoutes callbacks, FollowUpRoutes followUps) {
        free(HandlerType.POST, "/interactions/{interaction}/{token}/callback", callbacks::answer);
        free(HandlerType.POST, "/webhooks/{application}/{token}", followUps::create);
        free(HandlerType.GET, "/webhooks/{application}/{token}/messages/{message}", followUps::get);
        free(HandlerType.PATCH, "/webhooks/{application}/{token}/messages/{message}", followUps::edit);
        free(HandlerType.DELETE, "/webhooks/{application}/{token}/messages/{message}", followUps::delete);
        return this;
    }

    private void get(String path, Endpoint endpoint) {
        add(HandlerType.GET, path, endpoint);
    }

    private void get(String path, Endpoint endpoint, boolean needsToken) {
        routes.add(new Route(HandlerType.GET, path, endpoint, needsToken));
    }

    private void add(HandlerType method, String path, Endpoint endpoint) {
        routes.add(new Route(method, path, endpoint, true));
    }

    private void free(HandlerType method, String path, Endpoint endpoint) {
        routes.add(new Route(method, path, endpoint, false));
    }

    void register(RoutesConfig into) {
        for (Route route : routes) {
            into.addHttpHandler(
                    route.method(),
                    Request.ROOT + route.path(),
                    http -> rest.serve(http, route.endpoint(), route.needsToken()));
        }
        for (HandlerType method :
                List.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE)) {
            into.addHttpHandler(method, Request.ROOT + "/*", http -> rest.serve(http, Routes::unknown, true));
        }
    }

    private static RestAnswer unknown(Request request) {
        throw Refusal.NOT_FOUND.now();
    }

    private record Route(HandlerType method, String path, Endpoint endpoint, boolean needsToken) {}
}
