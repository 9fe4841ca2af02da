package io.github.cheevoherald.discord;

import io.github.cheevoherald.resilience.Uncaught;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.events.GatewayPingEvent;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.StatusChangeEvent;
import net.dv8tion.jda.api.events.guild.GuildJoinEvent;
import net.dv8tion.jda.api.events.guild.GuildLeaveEvent;
import net.dv8tion.jda.api.events.guild.UnavailableGuildJoinedEvent;
import net.dv8tion.jda.api.events.guild.UnavailableGuildLeaveEvent;
import net.dv8tion.jda.api.events.http.HttpRequestEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.requests.CloseCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the shards of one connection. */
final class SessionListener implements EventListener {
    private static final Logger LOG = LoggerFactory.getLogger(SessionListener.class);

    private static final int UNAUTHORIZED = 401;

    private final ServerEvents events;
    private final Supplier<Optional<Set<Long>>> presentGuilds;
    private final BooleanSupplier tokenIsRefused;
    private volatile boolean connected;
    private volatile boolean refused;
    private boolean untold;

    /** Whether a change of servers could not be stored. Used by the event thread only. */
    private boolean behind;

    private volatile @Nullable CloseCode ending;

    /** The servers are not known while a shard is between two sessions, since the cache is incomplete then. */
    SessionListener(ServerEvents events, Supplier<Optional<Set<Long>>> presentGuilds, BooleanSupplier tokenIsRefused) {
        this.events = events;
        this.presentGuilds = presentGuilds;
        this.tokenIsRefused = tokenIsRefused;
    }

    /** Reports the servers for the first time, once all shards know them; false until then. */
    boolean tellFirst() {
        Optional<Set<Long>> present = presentGuilds.get();
        try {
            present.ifPresent(events::present);
            connected = present.isPresent();
        } catch (RuntimeException e) {
            if (!untold) {
                untold = true;
                LOG.warn("The list of servers the bot is in can't be saved; retrying: {}", e.toString());
            }
        }
        return connected;
    }

    boolean isRefused() {
        return refused;
    }

    /** Why Discord won't let a shard reconnect; empty if it does. */
    Optional<String> ending() {
        CloseCode code = ending;
        return Optional.ofNullable(code).map(close -> close.getCode() + ": " + close.getMeaning());
    }

    @Override
    public void onEvent(GenericEvent event) {
        try {
            follow(event);
        } catch (RuntimeException | Error e) {
            LOG.error("An event from Discord couldn't be handled: {}", e.toString());
            Uncaught.report(e);
        }
    }

    private void follow(GenericEvent event) {
        if (event instanceof StatusChangeEvent change) {
            if (connected && change.getNewStatus() == JDA.Status.CONNECTED) {
                note(() -> presentGuilds.get().ifPresent(events::present));
            }
        } else if (event instanceof GuildJoinEvent joined) {
            note(() -> events.joined(joined.getGuild().getIdLong(), ServerLabel.of(joined.getGuild())));
        } else if (event instanceof UnavailableGuildJoinedEvent joined) {
            note(() -> events.joined(joined.getGuildIdLong(), ServerLabel.ofUnnamed(joined.getGuildIdLong())));
        } else if (event instanceof GuildLeaveEvent left) {
            note(() -> events.left(left.getGuild().getIdLong(), ServerLabel.of(left.getGuild())));
        } else if (event instanceof UnavailableGuildLeaveEvent left) {
            note(() -> events.left(left.getGuildIdLong(), ServerLabel.ofUnnamed(left.getGuildIdLong())));
        } else if (event instanceof GatewayPingEvent) {
            catchUp();
        } else if (event instanceof ShutdownEvent shutdown) {
            follow(shutdown.getCloseCode());
        } else if (event instanceof HttpRequestEvent request) {
            follow(request);
        }
    }

    private void note(Runnable noting) {
        boolean wasBehind = behind;
        behind = true;
        noting.run();
        behind = wasBehind;
    }

    /** Retries at each heartbeat, since Discord does not repeat events. */
    private void catchUp() {
        Optional<Set<Long>> present = behind ? presentGuilds.get() : Optional.empty();
        try {
            present.ifPresent(guildIds -> {
                events.present(guildIds);
                behind = false;
                LOG.info("The list of servers the bot is in can be saved again");
            });
        } catch (RuntimeException e) {
            LOG.debug("Can't record yet which servers the bot is in: {}", e.toString());
        }
    }

    private void follow(@Nullable CloseCode code) {
        if (code == CloseCode.AUTHENTICATION_FAILED) {
            refuse();
        } else if (code != null && !code.isReconnect()) {
            ending = code;
            if (connected) {
                events.ended(ending().orElseThrow());
            }
        }
    }

    /** The gateway may keep a session long after the token was replaced. */
    private void follow(HttpRequestEvent request) {
        boolean unauthorized = connected && !refused && request.getResponse().code == UNAUTHORIZED;
        if (unauthorized
                && !bringsItsOwnToken(request.getRoute().getCompiledRoute())
                && tokenIsRefused.getAsBoolean()) {
            refuse();
        }
    }

    /** Discord also answers 401 when an interaction's token has expired. */
    private static boolean bringsItsOwnToken(String route) {
        return route.startsWith("webhooks/") || route.startsWith("interactions/");
    }

    private void refuse() {
        refused = true;
        if (connected) {
            events.tokenRefused();
        }
    }
}
