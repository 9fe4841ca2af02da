package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.DiscordFault;
import io.github.cheevoherald.sandbox.discord.DiscordFaultOrder;
import java.time.Duration;

/** The REST faults that the control API can order from the embedded Discord. */
enum FaultKind {
    STATUS,
    REFUSAL,
    STATUS_AFTER,
    HTML,
    THROTTLED,
    DELAY,
    CUT_BEFORE,
    CUT_AFTER,
    TRUNCATED,
    HOLD,
    HOLD_AFTER;

    DiscordFault place(DiscordFaultOrder order, int status, int code, Duration time, boolean global) {
        return switch (this) {
            case STATUS -> order.status(status);
            case REFUSAL -> order.refusal(status, code);
            case STATUS_AFTER -> order.statusAfterTheWork(status);
            case HTML -> order.html(status);
            case THROTTLED -> order.tooManyRequests(time, global);
            case DELAY -> order.delay(time);
            case CUT_BEFORE -> order.cutBeforeTheWork();
            case CUT_AFTER -> order.cutAfterTheWork();
            case TRUNCATED -> order.truncateAnswer();
            case HOLD -> order.holdBeforeTheWork();
            case HOLD_AFTER -> order.holdAfterTheWork();
        };
    }
}
