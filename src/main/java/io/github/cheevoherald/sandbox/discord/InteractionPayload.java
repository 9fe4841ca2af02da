package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An interaction as the gateway sends it. */
final class InteractionPayload {
    private InteractionPayload() {}

    static ObjectNode of(State state, InteractionState interaction, ObjectNode data) {
        ChannelState channel = interaction.channel();
        GuildState guild = channel.guild();
        ObjectNode json = Json.object();
        json.put("id", Json.id(interaction.id()))
                .put("application_id", Json.id(state.bot().id()));
        json.put("type", interaction.type()).put("token", interaction.token()).put("version", 1);
        json.set("data", data);
        json.put("channel_id", Json.id(channel.id()));
        ObjectNode place = Payloads.channel(channel);
        place.put("permissions", Long.toString(UserPermissions.inChannel(channel, interaction.user())));
        json.set("channel", place);
        json.put("locale", "en-US");
        json.put("app_permissions", Long.toString(UserPermissions.inChannel(channel, state.bot())));
        json.put("attachment_size_limit", 10 << 20);
        json.putArray("entitlements");
        ObjectNode owners = json.putObject("authorizing_integration_owners");
        if (guild == null) {
            json.put("context", 1);
            json.set("user", Payloads.user(interaction.user()));
            owners.put("0", "0");
        } else {
            json.put("context", 0);
            json.put("guild_id", Json.id(guild.id())).put("guild_locale", "en-US");
            json.putObject("guild")
                    .put("id", Json.id(guild.id()))
                    .put("locale", "en-US")
                    .putArray("features");
            json.set("member", member(guild, interaction));
            owners.put("0", Json.id(guild.id()));
        }
        MessageState source = interaction.source();
        if (source != null) {
            json.set("message", source.json().deepCopy());
        }
        return json;
    }

    private static ObjectNode member(GuildState guild, InteractionState interaction) {
        MemberState member = guild.members().get(interaction.user().id());
        if (member == null) {
            throw new NotPossibleException(interaction.user().name() + " isn't a member of this server");
        }
        ObjectNode json = Payloads.member(member);
        json.put("permissions", Long.toString(UserPermissions.inChannel(interaction.channel(), interaction.user())));
        return json;
    }
}
