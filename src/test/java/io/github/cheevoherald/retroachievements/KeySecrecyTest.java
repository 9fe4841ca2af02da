package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.cheevoherald.Apart;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Apart
@Timeout(120)
final class KeySecrecyTest {
    /** Enough of the key to recognize it, however an address might encode its unusual characters. */
    private static final String TELLTALE = TestSite.KEY.substring(0, 10);

    private final List<String> shown = new CopyOnWriteArrayList<>();

    /** OkHttp logs here; kept in a field, since the logging framework itself would forget it. */
    private final Logger okHttpLog = Logger.getLogger("okhttp3");

    /** Libraries are silent in other tests. */
    private final ch.qos.logback.classic.Logger everything =
            (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private final ch.qos.logback.classic.Level usual = everything.getLevel();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            shown.add(line.getMessage() + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void theKeyGoesToTheSiteAndNowhereElse() {
        okHttpLog.setLevel(Level.ALL);
        okHttpLog.addHandler(handler);
        // Of all threads, whoever started them.
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        everything.setLevel(ch.qos.logback.classic.Level.TRACE);
        everything.addAppender(log);
        try {
            for (MockResponse answer : answers()) {
                askEverything(answer);
                askTheSecondApi(answer);
            }
            askNobody();
            for (ILoggingEvent event : List.copyOf(log.list)) {
                shown.add(event.getFormattedMessage());
                shown.add(
                        event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        } finally {
            everything.detachAppender(log);
            everything.setLevel(usual);
            okHttpLog.removeHandler(handler);
            okHttpLog.setLevel(null);
        }

        assertThat(shown).hasSizeGreaterThan(50);
        assertThat(shown).noneMatch(text -> text.contains(TELLTALE));
    }

    private static List<MockResponse> answers() {
        List<MockResponse> answers = new ArrayList<>();
        for (int status : new int[] {200, 302, 401, 403, 404, 410, 422, 429, 500, 503}) {
            answers.add(
                    new MockResponse.Builder().code(status).body("{\"echo\":1}").build());
            answers.add(new MockResponse.Builder()
                    .code(status)
                    .body("{\"message\":\"no such key: " + TestSite.KEY + "\"}")
                    .build());
        }
        answers.add(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        answers.add(new MockResponse.Builder().body("<html>").build());
        answers.add(new MockResponse.Builder().body("nonsense").build());
        answers.add(new MockResponse.Builder().body("[{}").build());
        return answers;
    }

    private void askEverything(MockResponse answer) {
        try (TestSite site = new TestSite()) {
            site.answerAll(answer);
            RetroAchievements people = site.connection().forPeople();
            AnswerCache questions = new AnswerCache(site.connection()::forPeople, Clock.systemUTC());
            for (int i = 0; i < 4; i++) {
                shown.add(people.recentUnlocks("x", i).toString());
                shown.add(questions
                        .ask(Requester.command(1), "x", port -> port.profile("x"))
                        .toString());
            }
            assertThat(site.takeRequest().getUrl().queryParameter("y")).isEqualTo(TestSite.KEY);
            show(people, questions, site.connection(), site.connection().forPolls(), site.budget());
            show(site.health(), site.clock());
        }
    }

    private void askTheSecondApi(MockResponse answer) {
        try (SecondTestSite site = new SecondTestSite()) {
            site.answerAll(answer);
            for (int i = 0; i < 4; i++) {
                shown.add(site.api().activePlayers(i).toString());
                shown.add(site.api().awards("x").toString());
                shown.add(site.connection
                        .forPeople(RequestLimit.UNLIMITED)
                        .activeEventAchievements()
                        .toString());
            }
            assertThat(site.takeRequest().getHeaders().get("X-API-Key")).isEqualTo(TestSite.KEY);
            show(site.connection, site.api(), site.connection.state());
        }
    }

    private void askNobody() {
        TestSite site = new TestSite(Duration.ofMillis(500), SiteHealth.BACKOFF);
        try (site) {
            site.closeServer();
            shown.add(site.connection().forPeople().profile("x").toString());
        }
        show(new SiteAddress(URI.create("http://127.0.0.1/"), KeySupplier.INSTANCE, "agent"));
    }

    private void show(Object... things) {
        for (Object thing : things) {
            shown.add(thing.toString());
        }
    }

    /** Reveals itself if it's printed. */
    private enum KeySupplier implements Supplier<String> {
        INSTANCE;

        @Override
        public String get() {
            return TestSite.KEY;
        }

        @Override
        public String toString() {
            return TestSite.KEY;
        }
    }
}
