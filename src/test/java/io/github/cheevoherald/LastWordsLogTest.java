package io.github.cheevoherald;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged at the end, and after an Error that the process can't survive. */
@Apart
final class LastWordsLogTest {
    private final Map<Logger, Level> before = new HashMap<>();

    @BeforeEach
    void rememberLevels() {
        for (Logger logger : ((LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
            before.put(logger, logger.getLevel());
        }
    }

    @AfterEach
    void restoreLevels() {
        ((Logger) LoggerFactory.getLogger(BotRun.class)).setLevel(null);
        before.forEach(Logger::setLevel);
        ((Logger) LoggerFactory.getLogger("net.dv8tion.jda.internal.requests.WebSocketClient")).setLevel(null);
    }

    @Test
    void onlyTheRunItselfLogsHowItEnds() {
        assertThat(LoggerFactory.getLogger("net.dv8tion.jda").isErrorEnabled()).isTrue();
        assertThat(LoggerFactory.getLogger(App.class).isErrorEnabled()).isTrue();

        BotRun.logOnlyTheEnd();

        assertThat(LoggerFactory.getLogger("net.dv8tion.jda").isErrorEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(App.class).isErrorEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger(BotRun.class).isInfoEnabled()).isTrue();
    }

    @Test
    void whatTheGatewaySaysWhileItIsClosedIsNoError() {
        BotRun.ignoreTheGateway();

        assertThat(LoggerFactory.getLogger("net.dv8tion.jda.internal.requests.WebSocketClient")
                        .isErrorEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("net.dv8tion.jda").isErrorEnabled()).isTrue();
    }
}
