package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** The gateway from its operators' side: who is connected, and faults. */
public final class Gateway {
    private static final int TOTAL_STARTS = 1000;

    private final State state;
    private final Sessions sessions;
    private volatile int shards = 1;
    private volatile int startsLeft = TOTAL_STARTS;
    private volatile Duration startsReset = Duration.ofHours(4);
    private volatile int sessionRefusal;
    private volatile int refusals;
    private volatile boolean dropAcks;
    private volatile Duration heartbeat = Duration.ofMillis(41_250);

    Gateway(State state, Sessions sessions) {
        this.state = state;
        this.sessions = sessions;
    }

    /** Sets the number of shards that {@code GET gateway/bot} recommends. */
    public void shards(int recommended) {
        shards = recommended;
    }

    int shards() {
        return shards;
    }

    /** Sets how many sessions may still be started, and when that resets, as {@code GET gateway/bot} returns it. */
    public void sessionStarts(int remaining, Duration resetAfter) {
        startsLeft = remaining + identifies();
        startsReset = resetAfter;
    }

    ObjectNode sessionStartLimit() {
        return Json.object()
                .put("total", Math.max(TOTAL_STARTS, startsLeft))
                .put("remaining", Math.max(0, startsLeft - identifies()))
                .put("reset_after", startsReset.toMillis())
                .put("max_concurrency", Math.max(1, shards));
    }

    /** Sets clients' heartbeat interval, starting with their next connection. */
    public void heartbeatInterval(Duration interval) {
        heartbeat = interval;
    }

    Duration heartbeatInterval() {
        return heartbeat;
    }

    /** How many connections are identified or resumed. */
    public int connected() {
        return state.locked(() -> sessions.connections().size());
    }

    /** How many sessions have been started. */
    public int identifies() {
        return state.locked(() -> sessions.identifies());
    }

    /** How many sessions have been resumed. */
    public int resumes() {
        return state.locked(() -> sessions.resumes());
    }

    /** Closes every connection with one of Discord's close codes. */
    public void close(int code) {
        state.locked(() -> sessions.connections().forEach(connection -> connection.close(code, "ordered")));
    }

    /** Resets every connection without a close code. */
    public void cut() {
        state.locked(() -> sessions.connections().forEach(GatewayConnection::cut));
    }

    /** Asks every client to reconnect (op 7). */
    public void reconnect() {
        sendAll(GatewayOp.RECONNECT, false);
    }

    /** Declares every session invalid (op 9), resumable or not. */
    public void invalidate(boolean resumable) {
        sendAll(GatewayOp.INVALID_SESSION, resumable);
    }

    private void sendAll(int op, boolean resumable) {
        state.locked(() -> {
            for (GatewayConnection connection : sessions.connections()) {
                GatewaySession session = connection.session();
                if (op == GatewayOp.INVALID_SESSION && !resumable && session != null) {
                    sessions.drop(session);
                }
                connection.send(Json.object().put("op", op).put("d", resumable));
            }
        });
    }

    /** Forgets the sessions of disconnected clients, so that they have to identify again. */
    public void forgetSessions() {
        state.locked(() -> sessions.forget());
    }

    /** Refuses the next connections with HTTP 503; 0 accepts all again. */
    public synchronized void refuseNext(int connections) {
        refusals = connections;
    }

    synchronized boolean refuses() {
        if (refusals > 0) {
            refusals--;
            return true;
        }
        return false;
    }

    /** Closes each connection that tries to start a session, with one of Discord's close codes; 0 accepts all again. */
    public void refuseSessions(int code) {
        sessionRefusal = code;
    }

    int sessionRefusal() {
        return sessionRefusal;
    }

    /** Stops acknowledging heartbeats, like a half-dead connection. */
    public void dropAcknowledgements(boolean drop) {
        dropAcks = drop;
    }

    boolean dropsAcks() {
        return dropAcks;
    }
}
