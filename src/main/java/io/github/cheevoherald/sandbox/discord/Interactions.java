package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulates people using slash commands, autocompletion, buttons and menus. */
public final class Interactions {
    private final State state;
    private final Sessions sessions;
    private final Commands commands;
    private final InteractionStore store;

    Interactions(State state, Sessions sessions, Commands commands, InteractionStore store) {
        this.state = state;
        this.sessions = sessions;
        this.commands = commands;
        this.store = store;
    }

    /** Calls a command by its name and sub-command ("feed set"); ids and numbers may be numbers or digits. */
    public Interaction slash(long channelId, long userId, String command, Map<String, ?> options) {
        return command(channelId, userId, command, options, null, true);
    }

    /** Calls a command without Discord's own checks, as a faulty client might. */
    public Interaction slashUnchecked(long channelId, long userId, String command, Map<String, ?> options) {
        return command(channelId, userId, command, options, null, false);
    }

    /** Types into an option that has autocompletion, with any other options given so far. */
    public Interaction autocomplete(
            long channelId, long userId, String command, String option, String typed, Map<String, ?> others) {
        Map<String, Object> options = new HashMap<>(others);
        options.put(option, typed);
        return command(channelId, userId, command, options, option, true);
    }

    /** Presses a button, named by its label or custom id, if Discord lets that person. */
    public Interaction click(long messageId, long userId, String labelOrCustomId) {
        return state.locked(() -> {
            MessageState message = message(messageId, userId);
            JsonNode button = component(message, ComponentForm.BUTTON, labelOrCustomId);
            return component(message, userId, button.path("custom_id").asText(), ComponentForm.BUTTON, List.of());
        });
    }

    /** Presses a button that may be gone, as when a click crosses an edit of the message. */
    public Interaction clickUnchecked(long messageId, long userId, String customId) {
        return state.locked(() -> {
            MessageState message = state.message(messageId);
            if (message == null) {
                throw new NotPossibleException("no message " + messageId);
            }
            return component(message, userId, customId, ComponentForm.BUTTON, List.of());
        });
    }

    /** Chooses values in a menu, named by its custom id. */
    public Interaction select(long messageId, long userId, String customId, List<String> values) {
        return state.locked(() -> {
            MessageState message = message(messageId, userId);
            JsonNode menu = component(message, ComponentForm.STRING_SELECT, customId);
            for (String value : values) {
                boolean offered = false;
                for (JsonNode option : menu.path("options")) {
                    offered |= option.path("value").asText().equals(value);
                }
                if (!offered) {
                    throw new NotPossibleException("the menu doesn't offer " + value);
                }
            }
            return component(message, userId, customId, ComponentForm.STRING_SELECT, values);
        });
    }

    /** The commands a person is offered in a channel, as registered. */
    public List<JsonNode> offered(long channelId, long userId) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            List<JsonNode> offered = new ArrayList<>();
            for (ObjectNode command : commands.in(channel.guild())) {
                if (allowed(command, channel, state.requireUser(userId)) == null) {
                    offered.add(command.deepCopy());
                }
            }
            return offered;
        });
    }

    private Interaction command(
            long channelId,
            long userId,
            String name,
            Map<String, ?> options,
            @Nullable String focused,
            boolean checked) {
        return state.locked(() -> {
            ChannelState channel = state.requireChannel(channelId);
            User user = state.requireUser(userId);
            String[] path = name.split(" ", -1);
            ObjectNode command = find(channel, path[0]);
            String refusal = allowed(command, channel, user);
            if (checked && refusal != null) {
                throw new NotPossibleException(refusal);
            }
            ObjectNode data = new CommandInput(state, channel.guild(), checked).data(command, path, options, focused);
            int type = focused == null ? InteractionState.COMMAND : InteractionState.AUTOCOMPLETE;
            return begin(type, channel, user, name, null, data);
        });
    }

    private ObjectNode find(ChannelState channel, String name) {
        GuildState guild = channel.guild();
        if (guild != null && !state.offersCommands(guild)) {
            throw new NotPossibleException("the application isn't in this server");
        }
        for (ObjectNode command : commands.in(guild)) {
            if (command.path("name").asText().equals(name)) {
                return command;
            }
        }
        throw new NotPossibleException("no command " + name);
    }

    private static @Nullable String allowed(ObjectNode command, ChannelState channel, User user) {
        String context = channel.guild() == null ? "1" : "0";
        boolean here = command.path("contexts").isEmpty();
        for (JsonNode listed : command.path("contexts")) {
            here |= listed.asText().equals(context);
        }
        long rights = UserPermissions.inChannel(channel, user);
        String needed = command.path("default_member_permissions").asText("");
        if (!here) {
            return "the command isn't available here";
        }
        if (!Permission.USE_APPLICATION_COMMANDS.in(rights)) {
            return "the member may not use commands here";
        }
        if (channel.guild() == null || needed.isEmpty() || needed.equals("null") || rights == Permission.ALL) {
            return null;
        }
        long bits = Long.parseLong(needed);
        boolean may = bits != 0 && (rights & bits) == bits;
        return may ? null : "the command needs permissions that the member lacks";
    }

    private MessageState message(long messageId, long userId) {
        MessageState message = state.message(messageId);
        boolean sees = message != null
                && message.visibleTo(userId)
                && Permission.VIEW_CHANNEL.in(UserPermissions.inChannel(message.channel(), state.requireUser(userId)));
        if (message == null || !sees) {
            throw new NotPossibleException("user " + userId + " can't see message " + messageId);
        }
        return message;
    }

    private static JsonNode component(MessageState message, int type, String name) {
        for (JsonNode component : Message.of(message).components()) {
            boolean named = component.path("custom_id").asText().equals(name)
                    || component.path("label").asText().equals(name);
            if (named && component.path("type").asInt() == type) {
                if (component.path("disabled").asBoolean() || !component.hasNonNull("custom_id")) {
                    throw new NotPossibleException(name + " can't be pressed");
                }
                return component;
            }
        }
        throw new NotPossibleException("the message has no " + name);
    }

    private Interaction component(MessageState message, long userId, String customId, int type, List<String> values) {
        ObjectNode data = Json.object();
        data.put("component_type", type).put("custom_id", customId).put("id", 1);
        if (type != ComponentForm.BUTTON) {
            values.forEach(data.putArray("values")::add);
        }
        return begin(InteractionState.COMPONENT, message.channel(), state.requireUser(userId), "", message, data);
    }

    private Interaction begin(
            int type, ChannelState channel, User user, String name, @Nullable MessageState source, ObjectNode data) {
        InteractionState interaction = new InteractionState(
                state.nextId(), type, channel, user, name, source, state.clock().instant());
        store.add(interaction);
        ObjectNode json = InteractionPayload.of(state, interaction, data);
        GuildState guild = channel.guild();
        if (guild == null) {
            sessions.sendDirect(0, "INTERACTION_CREATE", json);
        } else if (state.offersCommands(guild)) {
            sessions.sendRegardless(guild, 0, "INTERACTION_CREATE", json);
        }
        return new Interaction(state, interaction);
    }
}
