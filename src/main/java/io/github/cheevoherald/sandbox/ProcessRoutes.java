package io.github.cheevoherald.sandbox;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts, stops and shows the bot's process. */
final class ProcessRoutes {
    private final Supplier<@Nullable BotControl> bot;
    private final Clock clock;

    ProcessRoutes(Supplier<@Nullable BotControl> bot, Clock clock) {
        this.bot = bot;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/bot", this::show);
        routes.get(
                "/control/bot/outbox",
                context -> ControlJson.send(context, 200, require().outbox()));
        routes.get(
                "/control/bot/waiting",
                context -> ControlJson.send(context, 200, Waiting.of(require().waiting(), clock.instant())));
        routes.get("/control/bot/registered", context -> {
            BotControl unused = require();
            ControlJson.send(context, 200, registered());
        });
        routes.post("/control/bot/start", context -> steer(context, BotControl::start));
        routes.post("/control/bot/stop", context -> steer(context, BotControl::stop));
        routes.post("/control/bot/kill", context -> steer(context, BotControl::kill));
    }

    private void show(Context context) {
        ControlJson.send(context, 200, state());
    }

    State state() {
        BotControl control = bot.get();
        return new State(control != null, control != null && control.isRunning(), control != null && control.isReady());
    }

    /** The backlog of the outbox; empty if the sandbox has no bot. */
    Waiting waiting() {
        BotControl control = bot.get();
        return control == null ? Waiting.NOTHING : Waiting.of(control.waiting(), clock.instant());
    }

    /** All registrations; none if the sandbox has no bot. */
    List<Registered> registered() {
        BotControl control = bot.get();
        List<BotControl.Registered> all = control == null ? List.of() : control.registered();
        return all.stream()
                .map(one -> new Registered(
                        Long.toUnsignedString(one.guildId()), Long.toUnsignedString(one.memberId()), one.ulid()))
                .toList();
    }

    private void steer(Context context, Consumer<BotControl> action) {
        action.accept(require());
        show(context);
    }

    private BotControl require() {
        BotControl control = bot.get();
        if (control == null) {
            throw new BadRequest("This sandbox has no bot of its own.");
        }
        return control;
    }

    /** A registration; {@code player} is a ULID. */
    record Registered(String guild, String member, String player) {}

    /** Whether there is a bot, whether its process is running, and whether it has reported that it is ready. */
    record State(boolean steered, boolean running, boolean ready) {}
}
