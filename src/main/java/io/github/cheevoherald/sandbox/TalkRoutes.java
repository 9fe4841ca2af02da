package io.github.cheevoherald.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cheevoherald.sandbox.discord.Choice;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.Interaction;
import io.github.cheevoherald.sandbox.discord.Message;
import io.github.cheevoherald.sandbox.discord.NotPossibleException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists messages, and lets people use commands, buttons and menus. */
final class TalkRoutes {
    private static final Duration MAX_WAIT = Duration.ofMinutes(2);
    private static final long MAX_AT_ONCE = 200;

    private final EmbeddedDiscord discord;

    TalkRoutes(EmbeddedDiscord discord) {
        this.discord = discord;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/discord/channels/{channel}/messages", this::read);
        routes.post("/control/discord/channels/{channel}/messages", this::post);
        routes.delete("/control/discord/channels/{channel}/messages/{message}", this::delete);
        routes.get("/control/discord/commands", this::offered);
        routes.post("/control/discord/slash", this::slash);
        routes.post("/control/discord/autocomplete", this::autocomplete);
        routes.post("/control/discord/click", this::click);
        routes.post("/control/discord/select", this::select);
    }

    private void read(Context context) {
        long channel = Paths.number(context, "channel");
        String reader = context.queryParam("as");
        String limit = context.queryParam("limit");
        List<Message> messages;
        if (reader == null) {
            messages = discord.channels().messages(channel);
        } else if (limit == null) {
            messages = discord.channels().messagesSeenBy(channel, id(reader));
        } else {
            messages = stretch(context, channel, id(reader), (int) Math.min(id(limit), MAX_AT_ONCE));
        }
        ControlJson.send(context, 200, messages.stream().map(MessageView::of).toList());
    }

    /** The messages just before or after a given one, or else the latest. */
    private List<Message> stretch(Context context, long channel, long reader, int limit) {
        String after = context.queryParam("after");
        if (after != null) {
            return discord.channels().messagesAfter(channel, reader, id(after), limit);
        }
        String before = context.queryParam("before");
        return discord.channels().messagesBefore(channel, reader, before == null ? Long.MAX_VALUE : id(before), limit);
    }

    private void post(Context context) {
        Body body = Body.of(context);
        long member = body.number("member");
        String text = body.text("text");
        body.end();
        Message message = discord.channels().post(Paths.number(context, "channel"), member, text);
        ControlJson.send(context, 201, MessageView.of(message));
    }

    private void delete(Context context) {
        discord.channels().deleteMessage(Paths.number(context, "channel"), Paths.number(context, "message"));
        context.status(204);
    }

    private void offered(Context context) {
        long channel = id(context.queryParam("channel"));
        long member = id(context.queryParam("member"));
        ControlJson.send(context, 200, discord.interactions().offered(channel, member));
    }

    private void slash(Context context) {
        Body body = Body.of(context);
        long channel = body.number("channel");
        long member = body.number("member");
        String command = body.text("command");
        Map<String, Object> options = options(body);
        boolean checked = body.flag("checked", true);
        Patience patience = Patience.of(body);
        body.end();
        respond(
                context,
                patience,
                () -> checked
                        ? discord.interactions().slash(channel, member, command, options)
                        : discord.interactions().slashUnchecked(channel, member, command, options));
    }

    private void autocomplete(Context context) {
        Body body = Body.of(context);
        long channel = body.number("channel");
        long member = body.number("member");
        String command = body.text("command");
        String option = body.text("option");
        String typed = Objects.requireNonNullElse(body.text("typed", null), "");
        Map<String, Object> options = options(body);
        Duration wait = wait(body);
        body.end();
        Interaction interaction =
                possible(() -> discord.interactions().autocomplete(channel, member, command, option, typed, options));
        List<Choice> choices = answered(() -> interaction.awaitChoices(wait));
        ControlJson.send(context, 200, choices);
    }

    private void click(Context context) {
        Body body = Body.of(context);
        long message = body.number("message");
        long member = body.number("member");
        String button = body.text("button");
        Patience patience = Patience.of(body);
        body.end();
        respond(context, patience, () -> discord.interactions().click(message, member, button));
    }

    private void select(Context context) {
        Body body = Body.of(context);
        long message = body.number("message");
        long member = body.number("member");
        String menu = body.text("menu");
        List<String> values = List.of(ControlJson.JSON.convertValue(body.node("values"), String[].class));
        Patience patience = Patience.of(body);
        body.end();
        respond(context, patience, () -> discord.interactions().select(message, member, menu, values));
    }

    /** Waits for the bot's answer or its first sign of life, unless the caller does not want to wait. */
    private static void respond(Context context, Patience patience, Supplier<Interaction> action) {
        Interaction interaction = possible(action);
        if (patience.forAnything()) {
            boolean unused = interaction.isAcknowledgedWithin(patience.time());
        } else if (!patience.time().isZero()) {
            Message unused = answered(() -> interaction.awaitAnswer(patience.time()));
        }
        ControlJson.send(context, 200, InteractionView.of(interaction));
    }

    private static Interaction possible(Supplier<Interaction> action) {
        try {
            return action.get();
        } catch (NotPossibleException e) {
            throw new BadRequest("Discord would not allow that: " + e.getMessage() + ".");
        }
    }

    private static <T> T answered(Supplier<T> answer) {
        try {
            return answer.get();
        } catch (IllegalStateException e) {
            throw new BadRequest("The bot did not answer: " + e.getMessage() + ".");
        }
    }

    private static Map<String, Object> options(Body body) {
        Map<String, Object> options = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> option : body.node("options").properties()) {
            JsonNode value = option.getValue();
            if (!value.isValueNode() || value.isNull()) {
                throw new BadRequest("options." + option.getKey() + " must be text, a number, true or false.");
            }
            options.put(option.getKey(), ControlJson.JSON.convertValue(value, Object.class));
        }
        return options;
    }

    private static Duration wait(Body body) {
        Duration wait = Objects.requireNonNullElse(body.duration("wait"), Duration.ofSeconds(15));
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    private static long id(@Nullable String text) {
        if (text == null || !text.matches("\\d{1,19}")) {
            throw new BadRequest("An id is missing, or is not a number.");
        }
        return Long.parseUnsignedLong(text);
    }

    /** How long to wait, and whether any sign of life is enough. */
    private record Patience(Duration time, boolean forAnything) {
        static Patience of(Body body) {
            return new Patience(TalkRoutes.wait(body), body.flag("acknowledged", false));
        }
    }

    /** A message; {@code onlyFor} is the only member who sees it. */
    record MessageView(
            String id,
            String channel,
            String author,
            @Nullable String onlyFor,
            boolean thinking,
            JsonNode json) {
        static MessageView of(Message message) {
            return new MessageView(
                    Long.toUnsignedString(message.id()),
                    Long.toUnsignedString(message.channelId()),
                    message.authorName(),
                    message.ephemeral() ? Long.toUnsignedString(message.addresseeId()) : null,
                    message.thinking(),
                    message.json());
        }
    }

    /** The progress of the bot's answer. */
    record InteractionView(
            String id,
            Interaction.Progress progress,
            boolean originalDeleted,
            @Nullable MessageView original,
            List<MessageView> followUps) {
        static InteractionView of(Interaction interaction) {
            return new InteractionView(
                    Long.toUnsignedString(interaction.id()),
                    interaction.progress(),
                    interaction.originalDeleted(),
                    interaction.original().map(MessageView::of).orElse(null),
                    interaction.followUps().stream().map(MessageView::of).toList());
        }
    }
}
