package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A snapshot of a message.
 *
 * @param addresseeId the only person who can see it, or 0 for everybody
 * @param thinking whether it is a deferred answer that hasn't arrived yet
 * @param json the whole message as Discord's API returns it
 */
public record Message(
        long id, long channelId, long authorId, String authorName, long addresseeId, boolean thinking, JsonNode json) {

    static Message of(MessageState state) {
        return new Message(
                state.id(),
                state.channel().id(),
                state.author().id(),
                shownName(state),
                state.addresseeId(),
                state.thinking(),
                state.json().deepCopy());
    }

    private static String shownName(MessageState state) {
        GuildState guild = state.channel().guild();
        MemberState member =
                guild == null ? null : guild.members().get(state.author().id());
        String nickname = member == null ? null : member.nickname();
        return nickname == null ? state.author().name() : nickname;
    }

    /** The text above the embeds. */
    public String content() {
        return json.path("content").asText();
    }

    /** Whether only its addressee can see it. */
    public boolean ephemeral() {
        return addresseeId != 0;
    }

    /** When it was posted. */
    public Instant at() {
        return Snowflakes.timeOf(id);
    }

    /** Whether it was edited after it was posted. */
    public boolean edited() {
        return json.hasNonNull("edited_timestamp");
    }

    /** Its embeds, in order. */
    public List<JsonNode> embeds() {
        return list(json.path("embeds"));
    }

    /** Its attachments, in order. */
    public List<JsonNode> attachments() {
        return list(json.path("attachments"));
    }

    /** Its buttons and menus, from all rows. */
    public List<JsonNode> components() {
        List<JsonNode> all = new ArrayList<>();
        for (JsonNode row : json.path("components")) {
            row.path("components").forEach(all::add);
        }
        return all;
    }

    /** Whether it notified anybody. */
    public boolean pings() {
        return !json.path("mentions").isEmpty()
                || !json.path("mention_roles").isEmpty()
                || json.path("mention_everyone").asBoolean();
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }
}
