package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Posts, edits and deletes messages, checking bodies as strictly as Discord. Guarded by the state's lock. */
final class Messages {
    private static final int TEXT = 2000;
    private static final int SUPPRESS_EMBEDS = 1 << 2;
    private static final int SUPPRESS_NOTIFICATIONS = 1 << 12;
    private static final int COMPONENTS_V2 = 1 << 15;
    private static final int SETTABLE = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS;

    private final State state;
    private final Sessions sessions;
    private final Chat chat;
    private final Files files;
    private final Mentions mentions;

    Messages(State state, Sessions sessions, Chat chat, Files files) {
        this.state = state;
        this.sessions = sessions;
        this.chat = chat;
        this.files = files;
        this.mentions = new Mentions(state);
    }

    /** Posts a message, or refuses its body. */
    MessageState create(Draft draft) {
        Form form = new Form(new FieldErrors());
        JsonNode body = draft.body();
        Map<String, Files.Pending> added = files.read(draft.channel(), body, draft.uploads(), form);
        ObjectNode json = blank(draft);
        content(json, body, form);
        json.set("embeds", new EmbedForm(form, urls(added)).read(body.path("embeds")));
        json.set("components", new ComponentForm(form).read(body.path("components")));
        flags(body, form);
        Mentions.check(body.path("allowed_mentions"), form);
        form.errors().refuse();
        ArrayNode attachments = json.putArray("attachments");
        added.values().forEach(pending -> attachments.add(pending.json()));
        refuseEmpty(json);
        if (draft.interaction() == null && !mayEmbed(draft)) {
            // Discord posts the rest without an error.
            json.putArray("embeds");
        }
        added.values().forEach(files::store);
        mentions.put(json, draft.channel(), draft.author(), body.path("allowed_mentions"));
        int flags = (body.path("flags").asInt() & SETTABLE) | draft.extraFlags();
        json.put("flags", flags);
        return add(draft, json);
    }

    private static boolean mayEmbed(Draft draft) {
        return Permission.EMBED_LINKS.in(UserPermissions.inChannel(draft.channel(), draft.author()));
    }

    /** Posts the message that says the bot is thinking. */
    MessageState createThinking(Draft draft) {
        return add(draft, bare(draft, draft.extraFlags() | MessageState.LOADING));
    }

    /** An empty message with every list that a message has. */
    private ObjectNode bare(Draft draft, int flags) {
        ObjectNode json = blank(draft);
        json.put("content", "");
        for (String list : new String[] {"embeds", "components", "attachments", "mentions", "mention_roles"}) {
            json.putArray(list);
        }
        return json.put("mention_everyone", false).put("flags", flags);
    }

    /** Adds a message of any shape, unchecked, without sending it to the gateway. */
    MessageState put(Draft draft) {
        ObjectNode json = bare(draft, 0);
        long id = json.path("id").asLong();
        draft.body().properties().forEach(field -> {
            if (field.getValue().isNull()) {
                json.remove(field.getKey());
            } else {
                json.set(field.getKey(), field.getValue());
            }
        });
        MessageState message = new MessageState(id, draft.channel(), draft.author(), 0, json);
        draft.channel().messages().put(id, message);
        return message;
    }

    private MessageState add(Draft draft, ObjectNode json) {
        long id = json.path("id").asLong();
        MessageState message = new MessageState(id, draft.channel(), draft.author(), draft.addresseeId(), json);
        draft.channel().messages().put(id, message);
        sessions.sendMessage("MESSAGE_CREATE", message);
        chat.publish(Chat.Change.CREATED, message);
        return message;
    }

    private ObjectNode blank(Draft draft) {
        ObjectNode json = Json.object();
        long id = state.nextId();
        json.put("id", Json.id(id));
        json.put("channel_id", Json.id(draft.channel().id()));
        json.put("type", 0);
        json.set("author", Payloads.user(draft.author()));
        json.put("timestamp", Json.time(Snowflakes.timeOf(id)));
        json.putNull("edited_timestamp");
        json.put("tts", false);
        json.put("pinned", false);
        ObjectNode interaction = draft.interaction();
        if (interaction != null) {
            json.put("application_id", Json.id(state.bot().id()));
            json.put("webhook_id", Json.id(state.bot().id()));
            json.set("interaction_metadata", interaction);
        }
        return json;
    }

    /** Changes the fields in the body, ends "thinking", and leaves the rest alone. */
    void edit(MessageState message, JsonNode body, List<Upload> uploads) {
        Form form = new Form(new FieldErrors());
        ObjectNode json = message.json().deepCopy();
        Map<String, Files.Pending> added = files.read(message.channel(), body, uploads, form);
        ArrayNode kept = keptAttachments(json, body);
        added.values().forEach(pending -> kept.add(pending.json()));
        json.set("attachments", kept);
        if (body.has("content")) {
            content(json, body, form);
            mentions.put(json, message.channel(), message.author(), body.path("allowed_mentions"));
        }
        if (body.has("embeds")) {
            Map<String, String> urls = urls(added);
            kept.forEach(attachment -> urls.put(
                    attachment.path("filename").asText(), attachment.path("url").asText()));
            json.set("embeds", new EmbedForm(form, urls).read(body.path("embeds")));
        }
        if (body.has("components")) {
            json.set("components", new ComponentForm(form).read(body.path("components")));
        }
        flags(body, form);
        Mentions.check(body.path("allowed_mentions"), form);
        form.errors().refuse();
        refuseEmpty(json);
        added.values().forEach(files::store);
        boolean wasThinking = message.thinking();
        json.put("flags", message.flags() & ~MessageState.LOADING);
        if (!wasThinking) {
            json.put("edited_timestamp", Json.time(state.clock().instant()));
        }
        message.json(json);
        sessions.sendMessage("MESSAGE_UPDATE", message);
        chat.publish(Chat.Change.EDITED, message);
    }

    void crosspost(MessageState message) {
        message.json().put("flags", message.flags() | 1 << 1);
        sessions.sendMessage("MESSAGE_UPDATE", message);
        chat.publish(Chat.Change.EDITED, message);
    }

    void delete(MessageState message) {
        ChannelState channel = message.channel();
        channel.messages().remove(message.id());
        files.forget(message.json().path("attachments"));
        if (!message.ephemeral()) {
            ObjectNode json = Json.object().put("id", Json.id(message.id())).put("channel_id", Json.id(channel.id()));
            GuildState guild = channel.guild();
            if (guild != null) {
                json.put("guild_id", Json.id(guild.id()));
            }
            long intent = GatewayOp.GUILD_MESSAGES;
            sessions.sendAbout(channel, intent, GatewayOp.DIRECT_MESSAGES, "MESSAGE_DELETE", json);
        }
        chat.publish(Chat.Change.DELETED, message);
    }

    private static void content(ObjectNode json, JsonNode body, Form form) {
        String text = form.text(body, "content", "", TEXT);
        json.put("content", text == null ? "" : text);
    }

    private static void flags(JsonNode body, Form form) {
        Long flags = form.number(body, "flags", "", 0, Integer.MAX_VALUE);
        if (flags != null && (flags & COMPONENTS_V2) != 0) {
            form.errors().add("flags", "NOT_EMBEDDED", "The embedded Discord doesn't support components V2.");
        }
    }

    private static void refuseEmpty(ObjectNode json) {
        boolean empty = json.path("content").asText().isEmpty();
        for (String list : new String[] {"embeds", "components", "attachments"}) {
            empty &= json.path(list).isEmpty();
        }
        if (empty) {
            throw Refusal.EMPTY_MESSAGE.now();
        }
    }

    private static Map<String, String> urls(Map<String, Files.Pending> added) {
        Map<String, String> urls = new HashMap<>();
        added.forEach((name, pending) -> urls.put(name, pending.url()));
        return urls;
    }

    private static ArrayNode keptAttachments(ObjectNode json, JsonNode body) {
        ArrayNode kept = Json.array();
        Set<String> wanted = new TreeSet<>();
        body.path("attachments")
                .forEach(attachment -> wanted.add(attachment.path("id").asText()));
        for (JsonNode attachment : json.path("attachments")) {
            boolean listed = wanted.contains(attachment.path("id").asText());
            if (!body.has("attachments") || listed) {
                kept.add(attachment);
            }
        }
        return kept;
    }
}
