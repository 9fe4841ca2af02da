package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.site.EmbeddedRetroAchievements;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** The embedded servers and the control API over them. Whoever starts the bot hands in how to steer it. */
public final class Sandbox implements AutoCloseable {
    private final EmbeddedRetroAchievements site;
    private final AtomicReference<BotControl> bot = new AtomicReference<>();

    private final ControlServer control;

    private Sandbox(int port, Clock clock) throws IOException {
        site = EmbeddedRetroAchievements.start(0, clock);
        control = ControlServer.start(
                port,
                List.of(
                        new SiteRoutes(site.world())::addTo,
                        new UnlockRoutes(site.world(), clock)::addTo,
                        new SiteWeatherRoutes(site)::addTo,
                        new BotRoutes(bot::get)::addTo));
    }

    /** Starts the servers; the control API listens on that port of loopback, or on a free one when it is 0. */
    public static Sandbox start(int port, Clock clock) throws IOException {
        return new Sandbox(port, clock);
    }

    /** Lets the control API steer the bot. */
    public void steer(BotControl control) {
        bot.set(control);
    }

    public void startDemo(long seed) {}

    public void chat(PrintStream out, boolean colour) {}

    public void printAddresses(PrintStream out) {}

    public URI controlUrl() {
        return control.url();
    }

    /** The settings of a bot that is to talk to these servers, database aside. */
    public Map<String, String> botEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HERALD_RETROACHIEVEMENTS_URL", site.url().toString());
        return environment;
    }

    @Override
    public void close() {
        control.close();
        site.close();
    }
}
