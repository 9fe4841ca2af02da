package io.github.cheevoherald.ops;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers whether the process lives ({@code /healthz}) and whether it does its work ({@code /readyz}), and tells numbers
 * ({@code /metrics}).
 */
public final class HealthServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthServer.class);
    private static final int AT_A_TIME = 2;

    private final HttpServer server;
    private final ExecutorService executor;
    private final BooleanSupplier ready;
    private final Metrics metrics;

    private HealthServer(HttpServer server, ExecutorService executor, BooleanSupplier ready, Metrics metrics) {
        this.server = server;
        this.executor = executor;
        this.ready = ready;
        this.metrics = metrics;
    }

    /**
     * Starts to answer.
     *
     * @param port 0 for any that is free
     * @param ready whether Discord is connected and the database open
     * @throws HealthServerException when the address cannot be had
     */
    public static HealthServer start(String host, int port, BooleanSupplier ready, Metrics metrics)
            throws HealthServerException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new HealthServerException("http.host: " + host + " is not the address of this machine");
        }
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new HealthServerException(
                    "http.port: " + host + ":" + port + " cannot be listened on (" + e.getMessage()
                            + "); name another port, or 0 for none",
                    e);
        }
        ExecutorService executor = Executors.newFixedThreadPool(AT_A_TIME, work -> {
            Thread thread = new Thread(work, "health");
            thread.setDaemon(true);
            return thread;
        });
        HealthServer health = new HealthServer(server, executor, ready, metrics);
        server.setExecutor(executor);
        server.createContext("/", health::answer);
        server.start();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        log.info("Health is told at http://{}:{}/healthz and /readyz, numbers at /metrics", shown, health.port());
        return health;
    }

    /** The port that is listened on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean reads = method.equals("GET") || method.equals("HEAD");
            switch (exchange.getRequestURI().getPath()) {
                case "/healthz" -> answer(exchange, reads, 200, "ok");
                case "/metrics" -> answer(exchange, reads, 200, metrics.text().stripTrailing());
                case "/readyz" -> {
                    boolean isReady = isReady();
                    answer(
                            exchange,
                            reads,
                            isReady ? 200 : 503,
                            isReady ? "ok" : "Discord or the database is not there");
                }
                default -> send(exchange, 404, "no such page");
            }
        }
    }

    private static void answer(HttpExchange exchange, boolean reads, int status, String text) throws IOException {
        if (reads) {
            send(exchange, status, text);
        } else {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            send(exchange, 405, "only GET and HEAD");
        }
    }

    private boolean isReady() {
        try {
            return ready.getAsBoolean();
        } catch (RuntimeException e) {
            log.warn("Whether the bot is ready cannot be told: {}", e.getClass().getName());
            return false;
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

    /** Ends at once; who asks at that moment gets no answer. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
