package io.github.cheevoherald.sandbox;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** Serves the control API: JSON over HTTP on loopback, for scripting the sandbox. */
final class ControlServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Javalin server;

    private ControlServer(Javalin server) {
        this.server = server;
    }

    /** @param routes what is served, below {@code /control/} */
    static ControlServer start(int port, List<Consumer<RoutesConfig>> routes) throws IOException {
        // Without this check Javalin would log a stack trace first.
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return new ControlServer(
                Javalin.create(config -> configure(config, routes)).start(LOOPBACK, port));
    }

    /** The base address of the control API, with a slash at the end. */
    URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.port() + "/control/");
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, List<Consumer<RoutesConfig>> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.modifyServer(jetty -> jetty.setStopTimeout(0));
        config.routes.before(new LoopbackGuard());
        config.routes.exception(
                IllegalArgumentException.class,
                (e, context) -> ControlJson.send(context, 400, ControlJson.error(String.valueOf(e.getMessage()))));
        config.routes.error(
                404,
                context -> ControlJson.send(
                        context,
                        404,
                        ControlJson.error("There is no " + context.method() + " " + context.path() + " here.")));
        routes.forEach(some -> some.accept(config.routes));
    }
}
