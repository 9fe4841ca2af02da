package io.github.cheevoherald.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MailboxTest {
    private static final Duration NONE = Duration.ZERO;

    private final Mailbox page = new Mailbox();

    @Test
    void deliversEventsInOrderAndOnce() throws InterruptedException {
        page.put("one");
        page.put("two");

        assertThat(page.take(NONE)).containsExactly("one", "two");
        assertThat(page.take(NONE)).isEmpty();
    }

    @Test
    void isClosedAndEmptyIfThePageDoesNotReadInTime() throws InterruptedException {
        for (int event = 0; event <= Mailbox.MAX_EVENTS; event++) {
            page.put("event");
        }

        assertThat(page.isClosed()).isTrue();
        assertThat(page.take(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void isClosedBeforeLargeEventsFillMemory() {
        String large = "x".repeat(Mailbox.MAX_CHARACTERS / 4 + 1);
        page.put(large);
        page.put(large);
        page.put(large);
        assertThat(page.isClosed()).isFalse();

        page.put(large);

        assertThat(page.isClosed()).isTrue();
    }
}
