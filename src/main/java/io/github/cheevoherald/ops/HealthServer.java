package io.github.cheevoherald.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cheevoherald.resilience.DaemonThreads;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /healthz} (the process is alive and its loops turn), {@code /readyz} (it can do its work) and
 * {@code /metrics}.
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
    private static final int AT_A_TIME = 4;

    /** How many of these may wait for something such as the database, so that {@code /healthz} always gets an answer. */
    private static final int WAITING = 2;

    /**
     * Without a limit, a client that starts a request and does not finish it holds a thread for ever. Java reads these
     * properties once, when it loads its server's class.
     */
    static void limitRequests() {
        for (String limit : List.of("sun.net.httpserver.maxReqTime", "sun.net.httpserver.maxRspTime")) {
            if (System.getProperty(limit) == null) {
                System.setProperty(limit, "5");
            }
        }
    }

    private final HttpServer server;
    private final ExecutorService executor;
    private final Semaphore waiting = new Semaphore(WAITING);
    private final Health health;
    private final Metrics metrics;

    private HealthServer(HttpServer server, ExecutorService executor, Health health, Metrics metrics) {
        this.server = server;
        this.executor = executor;
        this.health = health;
        this.metrics = metrics;
    }

    /** Starts the server; port 0 is any free port. */
    public static HealthServer start(String host, int port, Health health, Metrics metrics)
            throws HealthServerException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new HealthServerException("http.host: " + host + " isn't an address of this machine");
        }
        limitRequests();
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new HealthServerException(
                    "http.port: " + host + ":" + port + " can't be listened on (" + e.getMessage()
                            + "); choose another port, or 0 for none",
                    e);
        }
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, DaemonThreads.named("health"));
        HealthServer pages = new HealthServer(server, executor, health, metrics);
        server.setExecutor(executor);
        server.createContext("/", pages::answer);
        server.start();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        log.info("Health: http://{}:{}/healthz and /readyz; metrics: /metrics", shown, pages.port());
        return pages;
    }

    /** The port that the server listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean reads = method.equals("GET") || method.equals("HEAD");
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> answer(exchange, reads, page(health::standstill));
                case "/metrics" ->
                    answer(
                            exchange,
                            reads,
                            ifFree(() -> new Page(200, metrics.text().stripTrailing())));
                case "/readyz" -> answer(exchange, reads, ifFree(() -> page(health::missing)));
                default -> send(exchange, 404, "no such page");
            }
        }
    }

    private record Page(int status, String text) {}

    private static Page page(Supplier<Optional<String>> problem) {
        try {
            return problem.get().map(text -> new Page(503, text)).orElse(new Page(200, "ok"));
        } catch (RuntimeException | Error e) {
            log.warn("The health check failed: {}", e.getClass().getName());
            return new Page(503, "the health check failed");
        }
    }

    private Page ifFree(Supplier<Page> page) {
        if (!waiting.tryAcquire()) {
            return new Page(503, "earlier requests are still unanswered");
        }
        try {
            return page.get();
        } finally {
            waiting.release();
        }
    }

    private static void answer(HttpExchange exchange, boolean reads, Page page) throws IOException {
        if (reads) {
            send(exchange, page.status(), page.text());
        } else {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "only GET and HEAD");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            try (OutputStream output = exchange.getResponseBody()) {
                output.write(body);
            }
        }
    }

    /** Stops at once; a request in flight gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
