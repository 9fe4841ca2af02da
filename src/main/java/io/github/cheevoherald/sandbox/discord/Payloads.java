package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;

/** Users, servers, roles, members and channels as Discord shows them. */
final class Payloads {
    private Payloads() {}

    static ObjectNode user(User user) {
        ObjectNode json = Json.object();
        json.put("id", Json.id(user.id()));
        json.put("username", user.bot() ? user.name() : handle(user.name()));
        json.put("global_name", user.bot() ? null : user.name());
        json.put("discriminator", "0");
        json.putNull("avatar");
        json.put("bot", user.bot());
        json.put("public_flags", 0);
        return json;
    }

    private static String handle(String name) {
        String handle = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.]", "_");
        return handle.length() > 32 ? handle.substring(0, 32) : handle;
    }

    static ObjectNode member(MemberState member) {
        ObjectNode json = memberAlone(member);
        json.set("user", user(member.user()));
        return json;
    }

    static ObjectNode memberAlone(MemberState member) {
        ObjectNode json = Json.object();
        json.put("nick", member.nickname());
        json.put("avatar", member.avatar());
        ArrayNode roles = json.putArray("roles");
        member.roles().forEach(role -> roles.add(Json.id(role)));
        json.put("joined_at", Json.time(member.joinedAt()));
        json.putNull("premium_since");
        json.putNull("communication_disabled_until");
        json.put("deaf", false);
        json.put("mute", false);
        json.put("pending", false);
        json.put("flags", 0);
        return json;
    }

    static ObjectNode role(RoleState role) {
        ObjectNode json = Json.object();
        json.put("id", Json.id(role.id()));
        json.put("name", role.name());
        json.putNull("description");
        json.put("color", 0);
        json.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        json.put("hoist", false);
        json.putNull("icon");
        json.putNull("unicode_emoji");
        json.put("position", role.position());
        json.put("permissions", Long.toString(role.permissions()));
        json.put("managed", false);
        json.put("mentionable", role.mentionable());
        json.put("flags", 0);
        return json;
    }

    static ObjectNode channel(ChannelState channel) {
        ObjectNode json = Json.object();
        json.put("id", Json.id(channel.id()));
        json.put("type", channel.type());
        json.put("flags", 0);
        json.put(
                "last_message_id",
                channel.messages().isEmpty() ? null : Json.id(channel.messages().lastKey()));
        GuildState guild = channel.guild();
        User recipient = channel.recipient();
        if (recipient != null) {
            json.putArray("recipients").add(user(recipient));
        }
        if (guild != null) {
            json.put("guild_id", Json.id(guild.id()));
            json.put("name", channel.name());
            json.put("rate_limit_per_user", 0);
            ThreadState thread = channel.thread();
            if (thread != null) {
                thread(json, channel, thread, guild);
                return json;
            }
            json.putNull("topic");
            json.put("position", 0);
            json.put("nsfw", false);
            json.putNull("parent_id");
            ArrayNode overwrites = json.putArray("permission_overwrites");
            channel.overwrites()
                    .values()
                    .forEach(overwrite -> overwrites
                            .addObject()
                            .put("id", Json.id(overwrite.id()))
                            .put("type", overwrite.role() ? 0 : 1)
                            .put("allow", Long.toString(overwrite.allow()))
                            .put("deny", Long.toString(overwrite.deny())));
        }
        return json;
    }

    /** A channel as a reader sees it: with their membership if it is a thread that they are in. */
    static ObjectNode channel(ChannelState channel, User reader) {
        ObjectNode json = channel(channel);
        ThreadState thread = channel.thread();
        Instant joined = thread == null ? null : thread.members().get(reader.id());
        if (joined != null) {
            json.putObject("member")
                    .put("id", Json.id(channel.id()))
                    .put("user_id", Json.id(reader.id()))
                    .put("join_timestamp", Json.time(joined))
                    .put("flags", 0);
        }
        return json;
    }

    private static boolean isActiveThread(ChannelState channel) {
        return channel.thread() != null && !channel.thread().archived();
    }

    private static void thread(ObjectNode json, ChannelState channel, ThreadState thread, GuildState guild) {
        json.put("parent_id", Json.id(thread.parent().id()));
        json.put("owner_id", Json.id(guild.ownerId()));
        int messages = channel.messages().size();
        json.put("message_count", messages).put("total_message_sent", messages);
        json.put("member_count", thread.members().size());
        ObjectNode metadata = json.putObject("thread_metadata");
        metadata.put("archived", thread.archived()).put("locked", thread.locked());
        metadata.put("auto_archive_duration", 1440);
        metadata.put("archive_timestamp", Json.time(Snowflakes.timeOf(channel.id())));
        metadata.put("create_timestamp", Json.time(Snowflakes.timeOf(channel.id())));
        if (channel.type() == ChannelState.PRIVATE_THREAD) {
            metadata.put("invitable", true);
        }
    }

    static ObjectNode guild(GuildState guild) {
        ObjectNode json = Json.object();
        json.put("id", Json.id(guild.id()));
        json.put("name", guild.name());
        json.put("owner_id", Json.id(guild.ownerId()));
        json.put("system_channel_id", guild.systemChannelId() == 0 ? null : Json.id(guild.systemChannelId()));
        for (String none : new String[] {
            "icon",
            "splash",
            "discovery_splash",
            "description",
            "banner",
            "vanity_url_code",
            "application_id",
            "afk_channel_id",
            "rules_channel_id",
            "public_updates_channel_id",
            "safety_alerts_channel_id",
            "widget_channel_id",
            "max_presences"
        }) {
            json.putNull(none);
        }
        json.put("preferred_locale", "en-US").put("region", "rotterdam");
        json.put("afk_timeout", 300).put("widget_enabled", false);
        json.put("verification_level", 1).put("default_message_notifications", 1);
        json.put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("nsfw", false);
        json.put("premium_tier", 0).put("premium_subscription_count", 0).put("premium_progress_bar_enabled", false);
        json.put("system_channel_flags", 0).put("max_members", 500_000);
        json.put("max_video_channel_users", 25).put("max_stage_video_channel_users", 50);
        json.putArray("features");
        json.putArray("emojis");
        json.putArray("stickers");
        ArrayNode roles = json.putArray("roles");
        guild.roles().values().forEach(role -> roles.add(role(role)));
        return json;
    }

    /** The server as the gateway sends it, with its channels but no members except the bot. */
    static ObjectNode guildCreate(GuildState guild, User bot) {
        ObjectNode json = guild(guild);
        MemberState self = guild.members().get(bot.id());
        if (self != null) {
            json.put("joined_at", Json.time(self.joinedAt()));
            json.putArray("members").add(member(self));
        }
        json.put("large", guild.members().size() > 50);
        json.put("unavailable", false);
        json.put("member_count", guild.members().size());
        ArrayNode channels = json.putArray("channels");
        guild.channels().values().stream()
                .filter(channel -> channel.thread() == null)
                .forEach(channel -> channels.add(channel(channel)));
        ArrayNode threads = json.putArray("threads");
        guild.channels().values().stream()
                .filter(channel ->
                        isActiveThread(channel) && Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(channel, bot)))
                .forEach(thread -> threads.add(channel(thread, bot)));
        for (String empty : new String[] {
            "voice_states", "presences", "guild_scheduled_events", "stage_instances", "soundboard_sounds"
        }) {
            json.putArray(empty);
        }
        return json;
    }
}
