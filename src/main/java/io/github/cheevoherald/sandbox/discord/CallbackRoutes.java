package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The first answer to an interaction. */
final class CallbackRoutes {
    private static final int REPLY = 4;
    private static final int DEFER_REPLY = 5;
    private static final int DEFER_UPDATE = 6;
    private static final int UPDATE = 7;
    private static final int CHOICES = 8;

    private final State state;
    private final Messages messages;
    private final InteractionStore interactions;

    CallbackRoutes(State state, Messages messages, InteractionStore interactions) {
        this.state = state;
        this.messages = messages;
        this.interactions = interactions;
    }

    RestAnswer answer(Request request) {
        InteractionState interaction = interactions.byToken(request.parameters().get("token"));
        if (interaction == null || interaction.id() != request.id("interaction")) {
            throw Refusal.UNKNOWN_INTERACTION.now();
        }
        if (interaction.callback() != 0) {
            throw Refusal.ALREADY_ACKNOWLEDGED.now();
        }
        if (interaction.tooLate(state.clock().instant())) {
            throw Refusal.UNKNOWN_INTERACTION.now();
        }
        int type = type(request.json(), interaction);
        JsonNode data = request.json().path("data");
        switch (type) {
            case REPLY -> reply(interaction, data, request);
            case DEFER_REPLY -> interaction.original(messages.createThinking(draft(interaction, data, request)));
            case DEFER_UPDATE -> deferUpdate(interaction);
            case UPDATE -> update(interaction, data, request);
            default -> choices(interaction, data);
        }
        interaction.callback(type);
        return "true".equals(request.query().get("with_response"))
                ? RestAnswer.ok(response(interaction, type))
                : RestAnswer.nothing();
    }

    private static int type(JsonNode body, InteractionState interaction) {
        FieldErrors errors = new FieldErrors();
        Long type = new Form(errors).number(body, "type", "", 1, 12);
        if (type == null && errors.isEmpty()) {
            errors.required("type");
        }
        errors.refuse();
        boolean fits = type != null
                && switch (interaction.type()) {
                    case InteractionState.AUTOCOMPLETE -> type == CHOICES;
                    case InteractionState.COMMAND -> type == REPLY || type == DEFER_REPLY;
                    default -> type >= REPLY && type <= UPDATE;
                };
        if (!fits) {
            errors.choices("type", "what fits this interaction");
            errors.refuse();
        }
        return type == null ? 0 : type.intValue();
    }

    private void reply(InteractionState interaction, JsonNode data, Request request) {
        MessageState message = messages.create(draft(interaction, data, request));
        interaction.original(message);
        interaction.answeredBy(message);
    }

    private Draft draft(InteractionState interaction, JsonNode data, Request request) {
        return draft(state, interaction, data, request);
    }

    /** A message of the bot's that answers the interaction, private if its flags say so. */
    static Draft draft(State state, InteractionState interaction, JsonNode data, Request request) {
        boolean secret = (data.path("flags").asInt() & MessageState.EPHEMERAL) != 0;
        return new Draft(
                interaction.channel(),
                state.bot(),
                data.isMissingNode() || data.isNull() ? Json.object() : data,
                request.uploads(),
                secret ? interaction.user().id() : 0,
                secret ? MessageState.EPHEMERAL : 0,
                interaction.metadata());
    }

    private static void deferUpdate(InteractionState interaction) {
        MessageState source = interaction.source();
        if (source != null) {
            interaction.original(source);
        }
    }

    private void update(InteractionState interaction, JsonNode data, Request request) {
        MessageState source = interaction.source();
        if (source != null) {
            messages.edit(source, data, request.uploads());
            interaction.original(source);
            interaction.answeredBy(source);
        }
    }

    private static void choices(InteractionState interaction, JsonNode data) {
        Form form = new Form(new FieldErrors());
        CommandForm.choices(form, data.path("choices"), "data.choices");
        form.errors().refuse();
        for (JsonNode choice : data.path("choices")) {
            interaction.choices().add(new Choice(choice.path("name").asText(), choice.path("value")));
        }
        interaction.answeredBy(null);
    }

    private static ObjectNode response(InteractionState interaction, int type) {
        ObjectNode json = Json.object();
        ObjectNode about = json.putObject("interaction");
        about.put("id", Json.id(interaction.id())).put("type", interaction.type());
        MessageState original = interaction.original();
        if (original != null) {
            about.put("response_message_id", Json.id(original.id()));
            about.put("response_message_loading", original.thinking());
            about.put("response_message_ephemeral", original.ephemeral());
            ObjectNode resource = json.putObject("resource").put("type", type);
            if (type == REPLY || type == UPDATE) {
                resource.set("message", original.json().deepCopy());
            }
        }
        return json;
    }
}
