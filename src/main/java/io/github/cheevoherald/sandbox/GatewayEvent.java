package io.github.cheevoherald.sandbox;

import io.github.cheevoherald.sandbox.discord.Gateway;

/** What the control API can let happen to connections of the embedded Discord's gateway. */
enum GatewayEvent {
    /** Closed with the number as its code. */
    CLOSE(4000),
    /** Reset without a word. */
    CUT(0),
    /** Asked to connect anew. */
    RECONNECT(0),
    /** Told that the session is invalid; the flag says whether it may be resumed. */
    INVALIDATE(0),
    /** Sessions of those who are not connected are forgotten. */
    FORGET(0),
    /** The next connections, as many as the number says, are refused. */
    REFUSE(1),
    /** Heartbeats stay without acknowledgement while the flag is set. */
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
