package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.Gateway;

/** The gateway events that the control API can trigger in the embedded Discord. */
enum GatewayEvent {
    /** Closes connections with the number as the code. */
    CLOSE(4000),
    /** Resets connections. */
    CUT(0),
    /** Asks clients to reconnect. */
    RECONNECT(0),
    /** Declares sessions invalid; the flag says whether they may be resumed. */
    INVALIDATE(0),
    /** Forgets the sessions of disconnected clients. */
    FORGET(0),
    /** Refuses the next connections; the number says how many. */
    REFUSE(1),
    /** Stops acknowledging heartbeats while the flag is set. */
    DROP_ACKNOWLEDGEMENTS(0);

    private final int usualNumber;

    GatewayEvent(int usualNumber) {
        this.usualNumber = usualNumber;
    }

    int usualNumber() {
        return usualNumber;
    }

    void happen(Gateway gateway, int number, boolean flag) {
        switch (this) {
            case CLOSE -> gateway.close(number);
            case CUT -> gateway.cut();
            case RECONNECT -> gateway.reconnect();
            case INVALIDATE -> gateway.invalidate(flag);
            case FORGET -> gateway.forgetSessions();
            case REFUSE -> gateway.refuseNext(number);
            case DROP_ACKNOWLEDGEMENTS -> gateway.dropAcknowledgements(flag);
        }
    }
}
