package io.github.cheevoherald.sandbox;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** JSON over HTTP on loopback, with which another process scripts the sandbox. */
final class ControlServer implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Javalin server;

    private ControlServer(Javalin server) {
        this.server = server;
    }

    /** @param routes what is served, below {@code /control/} */
    static ControlServer start(int port, List<Consumer<RoutesConfig>> routes) throws IOException {
        Javalin server = Javalin.create(config -> configure(config, routes));
        try {
            return new ControlServer(server.start(LOOPBACK, port));
        } catch (JavalinBindException e) {
            server.stop();
            throw new IOException("another program listens there", e);
        }
    }

    /** The address that all paths of the control API begin with, a slash at the end. */
    URI url() {
        return URI.create("http://" + LOOPBACK + ":" + server.port() + "/control/");
    }

    @Override
    public void close() {
        server.stop();
    }

    private static void configure(JavalinConfig config, List<Consumer<RoutesConfig>> routes) {
        config.startup.showJavalinBanner = false;
        config.routes.before(new LoopbackGuard());
        config.routes.exception(
                IllegalArgumentException.class,
                (e, context) -> Replies.send(context, 400, Replies.error(String.valueOf(e.getMessage()))));
        config.routes.error(404, context -> {
            if (context.resultInputStream() == null) {
                Replies.send(
                        context, 404, Replies.error("There is no " + context.method() + " " + context.path() + "."));
            }
        });
        routes.forEach(some -> some.accept(config.routes));
    }
}
