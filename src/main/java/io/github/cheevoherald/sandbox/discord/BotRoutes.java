package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Endpoints for the bot itself, for other users, and for finding the gateway. */
final class BotRoutes {
    private final State state;
    private final Gateway gateway;
    private volatile String gatewayUrl = "";

    BotRoutes(State state, Gateway gateway) {
        this.state = state;
        this.gateway = gateway;
    }

    void gatewayUrl(String url) {
        gatewayUrl = url;
    }

    RestAnswer gateway(Request request) {
        return RestAnswer.ok(Json.object().put("url", gatewayUrl));
    }

    RestAnswer gatewayBot(Request request) {
        ObjectNode json = Json.object().put("url", gatewayUrl).put("shards", gateway.shards());
        json.set("session_start_limit", gateway.sessionStartLimit());
        return RestAnswer.ok(json);
    }

    RestAnswer self(Request request) {
        return RestAnswer.ok(Payloads.user(state.bot()).put("verified", true).put("mfa_enabled", false));
    }

    RestAnswer user(Request request) {
        User user = state.user(request.id("user"));
        if (user == null) {
            throw Refusal.UNKNOWN_USER.now();
        }
        return RestAnswer.ok(Payloads.user(user));
    }

    RestAnswer application(Request request) {
        ObjectNode json = Json.object();
        json.put("id", Json.id(state.bot().id())).put("name", state.bot().name());
        json.putNull("icon").put("description", "").put("summary", "");
        json.put("bot_public", true).put("bot_require_code_grant", false);
        json.put("verify_key", "0".repeat(64)).put("flags", 0).put("hook", true);
        json.put("approximate_guild_count", state.guilds().size());
        json.putArray("redirect_uris");
        json.putArray("tags");
        json.putArray("rpc_origins");
        json.set("bot", Payloads.user(state.bot()));
        json.set("owner", Payloads.user(new User(state.bot().id() - 1, "Developer", false)));
        json.putNull("team");
        return RestAnswer.ok(json);
    }

    RestAnswer openDirect(Request request) {
        FieldErrors errors = new FieldErrors();
        Long id = new Form(errors).number(request.json(), "recipient_id", "", 1, Long.MAX_VALUE);
        if (id == null && errors.isEmpty()) {
            errors.required("recipient_id");
        }
        errors.refuse();
        User person = id == null ? null : state.user(id);
        if (person == null) {
            throw Refusal.UNKNOWN_USER.now();
        }
        if (person.bot()) {
            throw Refusal.NO_DIRECT_MESSAGES.now();
        }
        return RestAnswer.ok(Payloads.channel(state.directChannel(person)));
    }
}
