package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway's sessions and the events sent to them. Guarded by the state's lock. */
final class Sessions {
    private static final int KEPT = 16;

    private final State state;
    private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();
    private int identifies;
    private int resumes;

    Sessions(State state) {
        this.state = state;
    }

    GatewaySession identify(GatewayConnection connection, int shard, int shards, long intents, String gatewayUrl) {
        identifies++;
        prune();
        String id = Long.toHexString(state.nextId()) + "c0ffee";
        GatewaySession session = new GatewaySession(id, shard, shards, intents, connection);
        sessions.put(id, session);
        connection.session(session);
        session.dispatch("READY", ready(session, gatewayUrl));
        for (GuildState guild : state.guilds()) {
            if (state.botIn(guild) && guild.available() && session.serves(guild.id())) {
                session.dispatch("GUILD_CREATE", Payloads.guildCreate(guild, state.bot()));
            }
        }
        return session;
    }

    private ObjectNode ready(GatewaySession session, String gatewayUrl) {
        ObjectNode ready = Json.object();
        ready.put("v", 10);
        ready.set("user", Payloads.user(state.bot()).put("verified", true).put("mfa_enabled", false));
        ready.put("session_id", session.id());
        ready.put("session_type", "normal");
        ready.put("resume_gateway_url", gatewayUrl);
        ready.putArray("shard").add(session.shard()).add(session.shards());
        ready.putObject("application").put("id", Json.id(state.bot().id())).put("flags", 0);
        ready.putArray("private_channels");
        ArrayNode guilds = ready.putArray("guilds");
        for (GuildState guild : state.guilds()) {
            if (state.botIn(guild) && session.serves(guild.id())) {
                guilds.addObject().put("id", Json.id(guild.id())).put("unavailable", true);
            }
        }
        return ready;
    }

    boolean resume(GatewayConnection connection, String id, int seen) {
        GatewaySession session = sessions.get(id);
        if (session == null || !session.canResumeFrom(seen)) {
            return false;
        }
        resumes++;
        GatewayConnection old = session.connection();
        if (old != null) {
            old.session(null);
            old.close(4000, "resumed elsewhere");
        }
        connection.session(session);
        session.resume(connection, seen);
        return true;
    }

    void drop(GatewaySession session) {
        sessions.remove(session.id());
    }

    /** Makes sessions impossible to resume; connected ones stay connected. */
    void forget() {
        sessions.values().removeIf(session -> session.connection() == null);
    }

    private void prune() {
        sessions.values().removeIf(GatewaySession::isBeyondResuming);
        var oldest = sessions.values().iterator();
        while (sessions.size() > KEPT && oldest.hasNext()) {
            if (oldest.next().connection() == null) {
                oldest.remove();
            }
        }
    }

    List<GatewayConnection> connections() {
        List<GatewayConnection> connections = new ArrayList<>();
        for (GatewaySession session : sessions.values()) {
            GatewayConnection connection = session.connection();
            if (connection != null) {
                connections.add(connection);
            }
        }
        return connections;
    }

    int identifies() {
        return identifies;
    }

    int resumes() {
        return resumes;
    }

    /** Sends an event to a server's shard, if the bot is in the server and the server is up. */
    void send(GuildState guild, long intent, String type, JsonNode data) {
        if (state.botIn(guild) && guild.available()) {
            sendRegardless(guild, intent, type, data);
        }
    }

    void sendRegardless(GuildState guild, long intent, String type, JsonNode data) {
        for (GatewaySession session : List.copyOf(sessions.values())) {
            if (session.serves(guild.id()) && session.intends(intent)) {
                session.dispatch(type, data);
            }
        }
    }

    /** Direct channels belong to the first shard. */
    void sendDirect(long intent, String type, JsonNode data) {
        for (GatewaySession session : List.copyOf(sessions.values())) {
            if (session.shard() == 0 && session.intends(intent)) {
                session.dispatch(type, data);
            }
        }
    }

    void sendAbout(ChannelState channel, long guildIntent, long directIntent, String type, JsonNode data) {
        GuildState guild = channel.guild();
        if (guild == null) {
            sendDirect(directIntent, type, data);
        } else {
            send(guild, guildIntent, type, data);
        }
    }

    /** Sends a message to sessions with the intent for messages, with its text only if they have the content intent. */
    void sendMessage(String type, MessageState message) {
        ChannelState channel = message.channel();
        GuildState guild = channel.guild();
        if (message.ephemeral()) {
            return;
        }
        if (guild != null && !Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(channel, state.bot()))) {
            return;
        }
        ObjectNode full = message.json().deepCopy();
        if (guild != null) {
            full.put("guild_id", Json.id(guild.id()));
            MemberState member = guild.members().get(message.author().id());
            if (member != null) {
                full.set("member", Payloads.memberAlone(member));
            }
        }
        boolean own = message.author().bot() || guild == null;
        for (GatewaySession session : List.copyOf(sessions.values())) {
            if (wants(session, guild)) {
                boolean shown = own || session.intends(GatewayOp.MESSAGE_CONTENT);
                session.dispatch(type, shown ? full : withoutText(full));
            }
        }
    }

    private static boolean wants(GatewaySession session, @Nullable GuildState guild) {
        return guild == null
                ? session.shard() == 0 && session.intends(GatewayOp.DIRECT_MESSAGES)
                : session.serves(guild.id()) && session.intends(GatewayOp.GUILD_MESSAGES);
    }

    private static ObjectNode withoutText(ObjectNode full) {
        ObjectNode bare = full.deepCopy();
        bare.put("content", "");
        bare.putArray("embeds");
        bare.putArray("attachments");
        bare.putArray("components");
        return bare;
    }
}
