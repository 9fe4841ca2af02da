package io.github.cheevoherald.retroachievements;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cheevoherald.retroachievements.SiteState.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatestReplyTest {
    private static final Reply ERROR = new Reply.Down("HTTP 503", null);

    private final FakeTime time = new FakeTime();
    private final LatestReply latest = new LatestReply(time);

    @Test
    void oneFailingRequestIsNotTheSite() {
        latest.readable();
        latest.observe(ERROR);
        assertThat(state().kind()).isEqualTo(Kind.ANSWERING);
        latest.readable();
        latest.observe(ERROR);

        assertThat(state().kind()).isEqualTo(Kind.ANSWERING);
    }

    @Test
    void failuresInARowCountFromTheFirst() {
        latest.readable();
        time.pass(Duration.ofMinutes(5));
        latest.observe(ERROR);
        time.pass(Duration.ofMinutes(1));
        latest.observe(ERROR);
        time.pass(Duration.ofMinutes(1));
        latest.observe(new Reply.Down("HTTP 502", null));

        assertThat(state()).isEqualTo(new SiteState(Kind.FAILING, 502, Duration.ofMinutes(2), Duration.ZERO));
    }

    @Test
    void anAbandonedRequestSaysNothing() {
        latest.readable();
        latest.observe(new Reply.Cancelled("stopping"));
        latest.observe(new Reply.Cancelled("stopping"));

        assertThat(state().kind()).isEqualTo(Kind.ANSWERING);
    }

    @Test
    void interpretsEveryReply() {
        assertThat(state().kind()).isEqualTo(Kind.UNKNOWN);
        latest.observe(new Reply.RateLimited(null));
        assertThat(state().kind()).isEqualTo(Kind.THROTTLING);
        latest.observe(new Reply.RefusedKey("HTTP 401"));
        assertThat(state().kind()).isEqualTo(Kind.KEY_REFUSED);
        twice(new Reply.Down("HTML with HTTP 200", null));
        assertThat(state().kind()).isEqualTo(Kind.HTML);
        twice(new Reply.Unreadable("not JSON, with HTTP 200"));
        assertThat(state().kind()).isEqualTo(Kind.UNREADABLE);
        twice(new Reply.Down("no connection", null));
        assertThat(state()).extracting(SiteState::kind, SiteState::status).containsExactly(Kind.FAILING, 0);
        latest.readable();
        assertThat(state().kind()).isEqualTo(Kind.ANSWERING);
    }

    private void twice(Reply reply) {
        latest.observe(reply);
        latest.observe(reply);
    }

    private SiteState state() {
        return latest.state(Duration.ZERO);
    }
}
