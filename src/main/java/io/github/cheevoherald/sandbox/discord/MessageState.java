package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A message as the API returns it, and who may see it. */
final class MessageState {
    static final int EPHEMERAL = 1 << 6;
    static final int LOADING = 1 << 7;

    private final long id;
    private final ChannelState channel;
    private final User author;
    private final long addresseeId;
    private ObjectNode json;

    /** @param addresseeId the only person who can see it, or 0 for everybody */
    MessageState(long id, ChannelState channel, User author, long addresseeId, ObjectNode json) {
        this.id = id;
        this.channel = channel;
        this.author = author;
        this.addresseeId = addresseeId;
        this.json = json;
    }

    long id() {
        return id;
    }

    ChannelState channel() {
        return channel;
    }

    User author() {
        return author;
    }

    boolean ephemeral() {
        return addresseeId != 0;
    }

    long addresseeId() {
        return addresseeId;
    }

    ObjectNode json() {
        return json;
    }

    void json(ObjectNode now) {
        json = now;
    }

    int flags() {
        return json.path("flags").asInt();
    }

    boolean thinking() {
        return (flags() & LOADING) != 0;
    }

    boolean visibleTo(long userId) {
        return addresseeId == 0 || addresseeId == userId;
    }
}
