package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;

/** {@code /channels/…}: reads and writes messages, as far as the bot's permissions allow. */
final class ChannelRoutes {
    private final State state;
    private final Messages messages;
    private final RecentNonces nonces;
    private final Channels channels;
    private final Threads threads;

    ChannelRoutes(State state, Messages messages, RecentNonces nonces, Channels channels, Threads threads) {
        this.state = state;
        this.messages = messages;
        this.nonces = nonces;
        this.channels = channels;
        this.threads = threads;
    }

    RestAnswer channel(Request request) {
        return RestAnswer.ok(Payloads.channel(visible(request), state.bot()));
    }

    RestAnswer typing(Request request) {
        writable(request);
        return RestAnswer.nothing();
    }

    RestAnswer create(Request request) {
        ChannelState channel = writable(request);
        User recipient = channel.recipient();
        if (recipient != null && channels.refusesDirect(recipient)) {
            throw Refusal.NO_DIRECT_MESSAGES.now();
        }
        JsonNode body = request.json();
        String nonce = nonce(body);
        MessageState earlier = nonce.isEmpty() ? null : nonces.recall(nonce);
        if (earlier != null && body.path("enforce_nonce").asBoolean()) {
            if (!earlier.channel().messages().containsKey(earlier.id())) {
                // On purpose: a message that a moderator deleted must not come back.
                throw Refusal.UNKNOWN_MESSAGE.now();
            }
            return RestAnswer.ok(earlier.json().deepCopy().put("nonce", nonce));
        }
        if (!request.uploads().isEmpty()) {
            demand(channel, Permission.ATTACH_FILES);
        }
        threads.postedIn(channel, state.bot());
        MessageState message = messages.create(Draft.by(channel, state.bot(), body, request.uploads()));
        ObjectNode answer = message.json().deepCopy();
        if (!nonce.isEmpty()) {
            nonces.remember(nonce, message);
            answer.put("nonce", nonce);
        }
        return RestAnswer.ok(answer);
    }

    private static String nonce(JsonNode body) {
        JsonNode nonce = body.path("nonce");
        if (nonce.isMissingNode() || nonce.isNull()) {
            return "";
        }
        FieldErrors errors = new FieldErrors();
        if (nonce.isContainerNode() || nonce.isBoolean()) {
            errors.add("nonce", "NONCE_TYPE_INVALID", "Value is neither a string nor an int.");
        } else if (Form.length(nonce.asText()) > 25) {
            errors.tooLong("nonce", 25);
        }
        errors.refuse();
        return nonce.asText();
    }

    RestAnswer list(Request request) {
        ChannelState channel = visible(request);
        int limit = limit(request);
        if (!Permission.READ_MESSAGE_HISTORY.in(UserPermissions.inChannel(channel, state.bot()))) {
            return RestAnswer.ok(Json.array());
        }
        ArrayNode list = Json.array();
        for (MessageState message : chosen(channel.messages(), request, limit)) {
            list.add(message.json().deepCopy());
        }
        return RestAnswer.ok(list);
    }

    private static int limit(Request request) {
        String text = request.query().getOrDefault("limit", "50");
        FieldErrors errors = new FieldErrors();
        Long limit = new Form(errors).number(Json.object().put("limit", text), "limit", "", 1, 100);
        errors.refuse();
        return limit == null ? 50 : limit.intValue();
    }

    private static List<MessageState> chosen(NavigableMap<Long, MessageState> all, Request request, int limit) {
        long around = request.queryId("around");
        long before = request.queryId("before");
        long after = request.queryId("after");
        List<MessageState> chosen = new ArrayList<>();
        if (around != 0) {
            take(all.tailMap(around, true).values(), limit - limit / 2, chosen);
            List<MessageState> newestFirst = new ArrayList<>();
            chosen.forEach(message -> newestFirst.add(0, message));
            take(all.headMap(around, false).descendingMap().values(), limit / 2, newestFirst);
            return newestFirst;
        }
        if (after != 0 && before == 0) {
            take(all.tailMap(after, false).values(), limit, chosen);
            Collections.reverse(chosen);
            return chosen;
        }
        NavigableMap<Long, MessageState> older = before == 0 ? all : all.headMap(before, false);
        take(older.descendingMap().values(), limit, chosen);
        return chosen;
    }

    private static void take(Collection<MessageState> from, int max, List<MessageState> into) {
        Iterator<MessageState> each = from.iterator();
        int taken = 0;
        while (taken < max && each.hasNext()) {
            MessageState message = each.next();
            if (!message.ephemeral()) {
                into.add(message);
                taken++;
            }
        }
    }

    RestAnswer get(Request request) {
        ChannelState channel = visible(request);
        demand(channel, Permission.READ_MESSAGE_HISTORY);
        return RestAnswer.ok(message(channel, request).json().deepCopy());
    }

    RestAnswer edit(Request request) {
        ChannelState channel = visible(request);
        MessageState message = message(channel, request);
        if (!message.author().equals(state.bot())) {
            throw Refusal.FOREIGN_MESSAGE.now();
        }
        messages.edit(message, request.json(), request.uploads());
        return RestAnswer.ok(message.json().deepCopy());
    }

    RestAnswer delete(Request request) {
        ChannelState channel = visible(request);
        MessageState message = message(channel, request);
        if (!message.author().equals(state.bot())) {
            demand(channel, Permission.MANAGE_MESSAGES);
        }
        messages.delete(message);
        return RestAnswer.nothing();
    }

    RestAnswer crosspost(Request request) {
        ChannelState channel = writable(request);
        MessageState message = message(channel, request);
        if (channel.type() != ChannelState.ANNOUNCEMENT) {
            throw Refusal.WRONG_CHANNEL_TYPE.now();
        }
        if ((message.flags() & 1 << 1) != 0) {
            throw Refusal.ALREADY_CROSSPOSTED.now();
        }
        messages.crosspost(message);
        return RestAnswer.ok(message.json().deepCopy());
    }

    private static MessageState message(ChannelState channel, Request request) {
        MessageState message = channel.messages().get(request.id("message"));
        if (message == null || message.ephemeral()) {
            throw Refusal.UNKNOWN_MESSAGE.now();
        }
        return message;
    }

    private ChannelState visible(Request request) {
        ChannelState channel = state.channel(request.id("channel"));
        if (channel == null) {
            throw Refusal.UNKNOWN_CHANNEL.now();
        }
        if (!Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(channel, state.bot()))) {
            throw Refusal.MISSING_ACCESS.now();
        }
        return channel;
    }

    private ChannelState writable(Request request) {
        ChannelState channel = visible(request);
        demand(channel, Permission.toSendIn(channel));
        return channel;
    }

    private void demand(ChannelState channel, Permission permission) {
        if (!permission.in(UserPermissions.inChannel(channel, state.bot()))) {
            throw Refusal.MISSING_PERMISSIONS.now();
        }
    }
}
