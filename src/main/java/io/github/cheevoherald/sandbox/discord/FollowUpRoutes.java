package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Later answers to an interaction: reads, edits and deletes the first message, and adds more. */
final class FollowUpRoutes {
    private final State state;
    private final Messages messages;
    private final InteractionStore interactions;

    FollowUpRoutes(State state, Messages messages, InteractionStore interactions) {
        this.state = state;
        this.messages = messages;
        this.interactions = interactions;
    }

    RestAnswer create(Request request) {
        InteractionState interaction = interaction(request);
        if (interaction.callback() == 0 || interaction.type() == InteractionState.AUTOCOMPLETE) {
            throw Refusal.UNKNOWN_WEBHOOK.now();
        }
        MessageState original = interaction.original();
        if (original != null && original.thinking()) {
            // Discord fills in the "thinking" message, which stays public or private as it was deferred.
            messages.edit(original, withAllFields(request), request.uploads());
            interaction.answeredBy(original);
            return answer(original);
        }
        Draft draft = CallbackRoutes.draft(state, interaction, request.json(), request);
        MessageState message = messages.create(draft);
        interaction.followUps().add(message);
        interaction.answeredBy(message);
        return answer(message);
    }

    private static ObjectNode withAllFields(Request request) {
        ObjectNode body = request.json().isObject() ? request.json().deepCopy() : Json.object();
        body.remove("flags");
        return body;
    }

    RestAnswer get(Request request) {
        return answer(message(interaction(request), request));
    }

    RestAnswer edit(Request request) {
        InteractionState interaction = interaction(request);
        MessageState message = message(interaction, request);
        messages.edit(message, request.json(), request.uploads());
        interaction.answeredBy(message);
        return answer(message);
    }

    RestAnswer delete(Request request) {
        InteractionState interaction = interaction(request);
        MessageState message = message(interaction, request);
        messages.delete(message);
        if (message.equals(interaction.original())) {
            interaction.deleteOriginal();
        }
        interaction.followUps().remove(message);
        return RestAnswer.nothing();
    }

    private InteractionState interaction(Request request) {
        if (request.id("application") != state.bot().id()) {
            throw Refusal.UNKNOWN_WEBHOOK.now();
        }
        InteractionState interaction = interactions.byToken(request.parameters().get("token"));
        if (interaction == null || interaction.tokenExpired(state.clock().instant())) {
            throw Refusal.INVALID_WEBHOOK_TOKEN.now();
        }
        if (interaction.callback() == 0) {
            throw Refusal.UNKNOWN_WEBHOOK.now();
        }
        return interaction;
    }

    private static MessageState message(InteractionState interaction, Request request) {
        MessageState original = interaction.original();
        if ("@original".equals(request.parameters().get("message"))) {
            return present(original);
        }
        long id = request.id("message");
        if (original != null && original.id() == id) {
            return present(original);
        }
        for (MessageState message : interaction.followUps()) {
            if (message.id() == id) {
                return present(message);
            }
        }
        throw Refusal.UNKNOWN_MESSAGE.now();
    }

    private static MessageState present(@Nullable MessageState message) {
        if (message == null || !message.channel().messages().containsKey(message.id())) {
            throw Refusal.UNKNOWN_MESSAGE.now();
        }
        return message;
    }

    private static RestAnswer answer(MessageState message) {
        return RestAnswer.ok(message.json().deepCopy());
    }
}
