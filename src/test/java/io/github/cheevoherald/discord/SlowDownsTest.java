package io.github.cheevoherald.discord;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.Lines;
import java.time.Duration;
import net.dv8tion.jda.api.requests.Route;
import net.dv8tion.jda.api.requests.Route.CompiledRoute;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SlowDownsTest {
    private static final CompiledRoute POST = Route.Messages.SEND_MESSAGE.compile("10");
    private static final CompiledRoute ELSEWHERE = Route.Messages.SEND_MESSAGE.compile("20");
    private static final CompiledRoute READ = Route.Messages.GET_MESSAGE_HISTORY
            .compile("10")
            .withQueryParams("limit", "100")
            .withQueryParams("before", "7");
    private static final CompiledRoute ANSWER = Route.Interactions.CALLBACK.compile("1", "token");

    private final Lines lines = new Lines();
    private long now;
    private final SlowDowns slowDowns = new SlowDowns(() -> now);

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void knowsSinceWhenAndUntilWhenAChannelIsLimited() {
        slowDowns.answered(POST, limited(5));
        pass(Duration.ofSeconds(6));
        assertThat(slowDowns.of(10)).contains(new SlowDown(Duration.ofSeconds(6), Duration.ZERO));
        slowDowns.answered(POST, limited(5));
        pass(Duration.ofSeconds(2));

        assertThat(slowDowns.of(10)).contains(new SlowDown(Duration.ofSeconds(8), Duration.ofSeconds(3)));
        assertThat(slowDowns.of(20)).isEmpty();
        slowDowns.answered(ELSEWHERE, answer(200).build());
        slowDowns.answered(POST, null);
        assertThat(slowDowns.of(10)).isPresent();

        slowDowns.answered(POST, answer(200).build());
        assertThat(slowDowns.of(10)).isEmpty();
    }

    @Test
    void knowsThatAChannelCannotBeReadBack() {
        slowDowns.answered(READ, limited(5));

        assertThat(slowDowns.of(10)).contains(new SlowDown(Duration.ZERO, Duration.ofSeconds(5)));
    }

    @Test
    void aGlobalLimitEndsWithAnyAnswerExceptOneToACommand() {
        slowDowns.answered(
                POST,
                answer(429)
                        .header("X-RateLimit-Global", "true")
                        .header("Retry-After", "9")
                        .build());
        assertThat(slowDowns.of(20)).contains(new SlowDown(Duration.ZERO, Duration.ofSeconds(9)));

        slowDowns.answered(ANSWER, answer(204).build());
        assertThat(slowDowns.of(20)).isPresent();
        slowDowns.answered(ELSEWHERE, answer(404).build());
        assertThat(slowDowns.of(20)).isEmpty();

        slowDowns.answered(POST, answer(429).removeHeader("via").build());
        assertThat(slowDowns.of(20)).contains(new SlowDown(Duration.ZERO, Duration.ZERO));
    }

    @Test
    void forgetsLimitsThatNothingWaitsForAnyMore() {
        slowDowns.answered(POST, limited(600));
        pass(Duration.ofMinutes(12));
        assertThat(slowDowns.of(10)).isPresent();

        pass(Duration.ofMinutes(2));
        assertThat(slowDowns.of(10)).isEmpty();
    }

    @Test
    void logsTheBeginningAndTheEndOnceHoweverOftenItHappens() {
        slowDowns.answered(POST, limited(1));
        slowDowns.answered(POST, answer(200).build());
        assertThat(lines.holding("slow down")).isEmpty();

        for (int time = 0; time < 20; time++) {
            slowDowns.answered(POST, limited(5));
            slowDowns.answered(ELSEWHERE, limited(5));
            pass(Duration.ofSeconds(5));
        }
        slowDowns.answered(POST, answer(200).build());
        slowDowns.answered(ELSEWHERE, answer(200).build());
        slowDowns.answered(POST, limited(120));

        assertThat(lines.holding("slow down"))
                .containsExactly(
                        "WARN Discord tells us to slow down (429 for POST/channels/{channel_id}/messages,"
                                + " which is tried again in 5 s); it is kept until then",
                        "INFO Discord no longer tells us to slow down",
                        "WARN Discord tells us to slow down (429 for POST/channels/{channel_id}/messages,"
                                + " which is tried again in 120 s); it is kept until then");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Response limited(int seconds) {
        return answer(429).header("Retry-After", Integer.toString(seconds)).build();
    }

    private static Response.Builder answer(int status) {
        return new Response.Builder()
                .request(new Request.Builder().url("http://localhost/").build())
                .protocol(Protocol.HTTP_1_1)
                .message("")
                .code(status)
                .header("via", "1.1 google");
    }
}
