package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A person's use of the bot, and the answers so far. */
final class InteractionState {
    static final int COMMAND = 2;
    static final int COMPONENT = 3;
    static final int AUTOCOMPLETE = 4;
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(3);
    private static final Duration TOKEN = Duration.ofMinutes(15);

    private final long id;
    private final String token;
    private final int type;
    private final ChannelState channel;
    private final User user;
    private final ObjectNode metadata;
    private final @Nullable MessageState source;
    private final Instant at;
    private final List<MessageState> followUps = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private int callback;
    private boolean answered;
    private boolean originalDeleted;
    private @Nullable MessageState original;
    private @Nullable MessageState latest;

    /** @param source the message whose component was used, if any */
    InteractionState(
            long id,
            int type,
            ChannelState channel,
            User user,
            String name,
            @Nullable MessageState source,
            Instant at) {
        this.id = id;
        this.token = "aW50ZXJhY3Rpb246" + Long.toString(id, 36);
        this.type = type;
        this.channel = channel;
        this.user = user;
        this.source = source;
        this.at = at;
        this.metadata = Json.object().put("id", Json.id(id)).put("type", type);
        metadata.set("user", Payloads.user(user));
        metadata.putObject("authorizing_integration_owners");
        if (type == COMMAND) {
            metadata.put("name", name);
        }
    }

    long id() {
        return id;
    }

    String token() {
        return token;
    }

    int type() {
        return type;
    }

    ChannelState channel() {
        return channel;
    }

    User user() {
        return user;
    }

    ObjectNode metadata() {
        return metadata.deepCopy();
    }

    @Nullable MessageState source() {
        return source;
    }

    boolean tooLate(Instant now) {
        return callback == 0 && now.isAfter(at.plus(FIRST_ANSWER));
    }

    boolean tokenExpired(Instant now) {
        return now.isAfter(at.plus(TOKEN));
    }

    int callback() {
        return callback;
    }

    void callback(int kind) {
        callback = kind;
    }

    @Nullable MessageState original() {
        return original;
    }

    void original(MessageState message) {
        original = message;
    }

    boolean originalDeleted() {
        return originalDeleted;
    }

    void deleteOriginal() {
        originalDeleted = true;
        original = null;
    }

    List<MessageState> followUps() {
        return followUps;
    }

    List<Choice> choices() {
        return choices;
    }

    boolean answered() {
        return answered;
    }

    @Nullable MessageState latest() {
        return latest;
    }

    void answeredBy(@Nullable MessageState message) {
        answered = true;
        latest = message;
    }
}
