package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.DiscordFaultOrder;
import io.github.cheevoherald.sandbox.discord.EmbeddedDiscord;
import io.github.cheevoherald.sandbox.discord.RestFilter;
import io.github.cheevoherald.sandbox.discord.WireEntry;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Orders faults and limits of the embedded Discord, steers its gateway, and lists its requests. */
final class DiscordWeatherRoutes {
    private static final int SHOWN_REQUESTS = 1000;

    private final EmbeddedDiscord discord;
    private final Map<Long, Ordered> orders = new ConcurrentSkipListMap<>();
    private final AtomicLong lastOrder = new AtomicLong();

    DiscordWeatherRoutes(EmbeddedDiscord discord) {
        this.discord = discord;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/control/discord/faults", this::list);
        routes.post("/control/discord/faults", this::order);
        routes.delete("/control/discord/faults", this::clear);
        routes.delete("/control/discord/faults/{id}", context -> {
            find(context).fault().end();
            context.status(204);
        });
        routes.post("/control/discord/faults/{id}/release", context -> {
            find(context).fault().release();
            context.status(204);
        });
        routes.get("/control/discord/gateway", this::gateway);
        routes.post("/control/discord/gateway", this::disturbGateway);
        routes.put("/control/discord/limits", this::setLimits);
        routes.get("/control/discord/requests", this::requests);
    }

    private void list(Context context) {
        ControlJson.send(context, 200, orders());
    }

    List<OrderView> orders() {
        List<OrderView> views = new ArrayList<>();
        orders.forEach((id, order) -> views.add(
                new OrderView(id, order.kind(), order.where(), order.fault().strikes())));
        return views;
    }

    private void order(Context context) {
        Body body = Body.of(context);
        FaultKind kind = body.choice("kind", FaultKind.class);
        String whereText = Objects.requireNonNullElse(body.text("where", null), "anything");
        RestFilter where = where(whereText, body);
        DiscordFaultOrder order = discord.faults()
                .at(where)
                .times(body.count("times", Integer.MAX_VALUE, Integer.MAX_VALUE))
                .chance(body.fraction("probability", 1), body.number("seed", 0));
        int status = (int) body.number("status", kind == FaultKind.REFUSAL ? 400 : 500);
        int code = (int) body.number("code", 0);
        Duration time = Objects.requireNonNullElse(body.duration("time"), Duration.ofSeconds(1));
        boolean global = body.flag("global", false);
        body.end();
        DiscordFault fault = kind.place(order, status, code, time, global);
        long id = lastOrder.incrementAndGet();
        orders.put(id, new Ordered(kind, whereText, fault));
        ControlJson.send(context, 201, new OrderView(id, kind, whereText, 0));
    }

    /** One of the usual filters, or a method with a path pattern. */
    private static RestFilter where(String text, Body body) {
        String channel = body.text("channel", null);
        String path = body.text("path", null);
        if (path != null) {
            try {
                return RestFilter.request(text, path);
            } catch (PatternSyntaxException e) {
                throw new BadRequest("path is not a pattern: " + e.getDescription() + ".");
            }
        }
        return switch (text) {
            case "anything" -> RestFilter.anything();
            case "sends" -> channel == null ? RestFilter.sends() : RestFilter.sendsTo(body.number("channel"));
            case "reads" -> RestFilter.reads();
            case "callbacks" -> RestFilter.callbacks();
            case "answers" -> RestFilter.answers();
            default ->
                throw new BadRequest("where must be one of anything, sends, reads, callbacks, answers,"
                        + " or a method with a path.");
        };
    }

    private void clear(Context context) {
        discord.faults().clear();
        orders.clear();
        context.status(204);
    }

    private Ordered find(Context context) {
        long id = Paths.number(context, "id");
        Ordered order = orders.get(id);
        if (order == null) {
            throw new BadRequest("There is no fault " + id + ".");
        }
        return order;
    }

    private void gateway(Context context) {
        ControlJson.send(context, 200, gatewayState());
    }

    GatewayView gatewayState() {
        return new GatewayView(
                discord.gateway().connected(),
                discord.gateway().identifies(),
                discord.gateway().resumes());
    }

    private void disturbGateway(Context context) {
        Body body = Body.of(context);
        GatewayEvent event = body.choice("event", GatewayEvent.class);
        int number = (int) body.number("number", event.usualNumber());
        boolean flag = body.flag("flag", true);
        body.end();
        event.happen(discord.gateway(), number, flag);
        context.status(204);
    }

    private void setLimits(Context context) {
        Body body = Body.of(context);
        boolean off = body.flag("off", false);
        Long messages = body.numberOrNull("messages");
        Duration per = body.duration("per");
        Duration nonceMemory = body.duration("nonceMemory");
        body.end();
        if (off) {
            discord.rateLimits().off();
        }
        if (messages != null && per != null) {
            discord.rateLimits().perChannel(messages.intValue(), per);
        }
        if (nonceMemory != null) {
            discord.nonceMemory(nonceMemory);
        }
        context.status(204);
    }

    private void requests(Context context) {
        List<WireEntry> entries = discord.wire().entries();
        Map<String, Integer> perMinute = new TreeMap<>();
        List<RequestView> latest = new ArrayList<>();
        for (WireEntry entry : entries) {
            perMinute.merge(entry.at().truncatedTo(ChronoUnit.MINUTES).toString(), 1, Integer::sum);
            latest.add(new RequestView(entry.at(), entry.method(), entry.path(), entry.status(), entry.fault()));
        }
        int first = Math.max(0, latest.size() - SHOWN_REQUESTS);
        long total = discord.wire().count();
        long refused = discord.rateLimits().refusals();
        ControlJson.send(
                context, 200, new RequestsView(total, refused, perMinute, latest.subList(first, latest.size())));
    }

    private record Ordered(FaultKind kind, String where, DiscordFault fault) {}

    /** A fault as the control API shows it. */
    record OrderView(long id, FaultKind kind, String where, int strikes) {}

    /** The number of connections, of sessions started and of sessions resumed. */
    record GatewayView(int connected, int identifies, int resumes) {}

    /** A request without its body. Paths contain interaction tokens but never the bot's own token. */
    record RequestView(
            Instant at,
            String method,
            String path,
            int status,
            @Nullable String fault) {}

    /** Counts of requests: total, rate-limited and per minute; and the latest requests. */
    record RequestsView(long total, long refused, Map<String, Integer> perMinute, List<RequestView> latest) {}
}
