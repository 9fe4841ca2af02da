package io.github.cheevoherald.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HealthProbeTest {
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer bot;

    @BeforeEach
    void startBot() throws IOException {
        // The first of these tests in its process decides for all of them.
        HealthServer.limitRequests();
        bot = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bot.createContext("/", exchange -> {
            asked.set(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        bot.start();
    }

    @AfterEach
    void stopBot() {
        bot.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "localhost"})
    void findsAHealthyBotHoweverItsHostIsWritten(String host) {
        assertThat(probe(Map.of("HERALD_HTTP_HOST", host, "HERALD_HTTP_PORT", port())))
                .isZero();
        assertThat(asked).hasValue("GET /healthz");
    }

    @Test
    void anUnhealthyBotsReasonIsOneLine() {
        status.set(503);

        assertThat(probe(Map.of("HERALD_HTTP_PORT", port()))).isOne();
        assertThat(errors()).hasLineCount(1).contains("/healthz answers 503");
    }

    @Test
    void aBotThatDoesNotAnswerIsUnhealthy() {
        String port = port();
        bot.stop(0);

        assertThat(probe(Map.of("HERALD_HTTP_PORT", port))).isOne();
        assertThat(errors()).hasLineCount(1).contains("does not answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "-5", "70000", ""})
    void anInvalidPortIsUnhealthyInOneLine(String port) {
        assertThat(probe(Map.of("HERALD_HTTP_HOST", "127.0.0.1", "HERALD_HTTP_PORT", port)))
                .isOne();
        assertThat(errors()).hasLineCount(1);
    }

    @Test
    void asksNothingIfTheServerIsTurnedOff() {
        status.set(503);

        assertThat(probe(Map.of("HERALD_HTTP_PORT", "0"))).isZero();
        assertThat(asked).hasValue("");
    }

    private int probe(Map<String, String> environment) {
        return HealthProbe.probe(environment, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String port() {
        return Integer.toString(bot.getAddress().getPort());
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
