package io.github.cheevoherald.sandbox.site;

/** The states of a ticket. */
public enum TicketState {
    CLOSED(0, "Closed"),
    OPEN(1, "Open"),
    RESOLVED(2, "Resolved"),
    /** Waiting for its reporter; counts as open. */
    REQUEST(3, "Request"),
    /** In quarantine: left out of every list of open tickets. */
    PENDING_REVIEW(4, "Pending Review");

    private final int number;
    private final String description;

    TicketState(int number, String description) {
        this.number = number;
        this.description = description;
    }

    String description() {
        return description;
    }

    int number() {
        return number;
    }

    boolean countsAsOpen() {
        return this == OPEN || this == REQUEST;
    }
}
