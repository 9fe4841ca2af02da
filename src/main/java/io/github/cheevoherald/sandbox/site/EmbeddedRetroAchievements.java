package io.github.cheevoherald.sandbox.site;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A RetroAchievements on loopback: web API, pages and pictures, served from a {@link SiteWorld} that scripts can
 * change.
 */
public final class EmbeddedRetroAchievements implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String API_KEY = "sandboxKey0123456789abcdefABCDEF";

    private final SkewedClock clock;
    private final SiteWorld world;
    private final SiteFaults faults;
    private final SiteFaults secondFaults;
    private final RequestLog requests = new RequestLog();
    private final RequestLog secondRequests = new RequestLog();
    private final MinuteLimit secondLimit;
    private final AtomicReference<Handler> api = new AtomicReference<>();
    private final AtomicReference<Handler> secondApi = new AtomicReference<>();
    private final Pictures pictures = new Pictures();
    private final Javalin server;

    private EmbeddedRetroAchievements(int port, Clock realClock) {
        clock = new SkewedClock(realClock);
        world = new SiteWorld(clock);
        faults = new SiteFaults(world);
        secondFaults = new SiteFaults(world);
        secondLimit = new MinuteLimit(clock);
        server = Javalin.create(this::configure).start(LOOPBACK, port);
        api.set(new ApiHandler(new WebApi(world, API_KEY, url().toString()), faults, requests, clock));
        SecondWebApi second =
                new SecondWebApi(world, url().toString(), secondUrl().toString());
        secondApi.set(new SecondApiHandler(second, API_KEY, secondFaults, secondRequests, clock, secondLimit));
    }

    /** Starts with an empty world on the given port, or on a free one if it's 0. */
    public static EmbeddedRetroAchievements start(int port, Clock clock) {
        return new EmbeddedRetroAchievements(port, clock);
    }

    /** The address of both the site and its media host, ending in a slash. */
    public URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.port() + "/");
    }

    /** The address of the second API, with a slash at the end. */
    public URI secondUrl() {
        return url().resolve("v2/");
    }

    /** The only key it accepts. */
    public String apiKey() {
        return API_KEY;
    }

    /** The site's data. */
    public SiteWorld world() {
        return world;
    }

    /** A picture from the media host; kind is its folder: {@code Badge}, {@code Images} or {@code UserPic}. */
    public Optional<byte[]> picture(String kind, String file) {
        return pictures.named(kind, file);
    }

    /** Orders faults. */
    public SiteFaults faults() {
        return faults;
    }

    /** What goes wrong with the second API. */
    public SiteFaults secondFaults() {
        return secondFaults;
    }

    /** The log of requests. */
    public RequestLog requests() {
        return requests;
    }

    /** What was asked of the second API. */
    public RequestLog secondRequests() {
        return secondRequests;
    }

    /** How many requests the second API takes in a minute; 60 to begin with. */
    public void limitSecondApi(int perMinute) {
        secondLimit.set(perMinute);
    }

    /** Sets the site's clock ahead of the real one, or behind it if the offset is negative. */
    public void setClockOffset(Duration offset) {
        clock.setOffset(offset);
    }

    /** Releases all held requests and stops. */
    @Override
    public void close() {
        faults.clear();
        secondFaults.clear();
        server.stop();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.jetty.modifyHttpConfiguration(http -> http.setSendDateHeader(false));
        config.routes.get("/API/*", context -> answer(api.get(), context));
        config.routes.post("/API/*", context -> answer(api.get(), context));
        config.routes.get("/v2/*", context -> answer(secondApi.get(), context));
        new Pages(world, pictures, new AnswerWriter(clock)).addTo(config.routes);
    }

    /** @param handler null until it is known where the server listens */
    private static void answer(@Nullable Handler handler, Context context) throws Exception {
        if (handler == null) {
            context.status(503);
        } else {
            handler.handle(context);
        }
    }
}
