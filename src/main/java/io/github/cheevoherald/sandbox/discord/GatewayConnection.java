package io.github.cheevoherald.sandbox.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.websocket.WsContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.websocket.api.Callback;
import org.jspecify.annotations.Nullable;

/** One WebSocket; its messages share a compression context if the client asked for zlib-stream. */
final class GatewayConnection {
    private final WsContext socket;
    private final EndPoint endPoint;
    private final @Nullable Deflater deflater;
    private @Nullable GatewaySession session;
    private volatile boolean closedByUs;
    private boolean gone;

    GatewayConnection(WsContext socket, EndPoint endPoint, boolean compressed) {
        this.socket = socket;
        this.endPoint = endPoint;
        this.deflater = compressed ? new Deflater() : null;
    }

    @Nullable GatewaySession session() {
        return session;
    }

    void session(@Nullable GatewaySession now) {
        session = now;
    }

    synchronized void send(JsonNode payload) {
        if (gone) {
            return;
        }
        String text = Json.text(payload);
        if (deflater == null) {
            socket.session.sendText(text, Callback.NOOP);
        } else {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            socket.session.sendBinary(ByteBuffer.wrap(deflate(deflater, bytes)), Callback.NOOP);
        }
    }

    private static byte[] deflate(Deflater deflater, byte[] bytes) {
        deflater.setInput(bytes);
        byte[] out = new byte[Math.max(256, bytes.length)];
        int length = 0;
        while (true) {
            int written = deflater.deflate(out, length, out.length - length, Deflater.SYNC_FLUSH);
            length += written;
            // A full buffer may hide more output; only a call that leaves room has flushed everything.
            if (length < out.length) {
                return Arrays.copyOf(out, length);
            }
            out = Arrays.copyOf(out, out.length * 2);
        }
    }

    boolean closedByUs() {
        return closedByUs;
    }

    void close(int code, String reason) {
        closedByUs = true;
        socket.session.close(code, reason, Callback.NOOP);
    }

    /** Ends the TCP connection without a close code. */
    void cut() {
        closedByUs = true;
        Sockets.reset(endPoint);
    }

    synchronized void ended() {
        gone = true;
        if (deflater != null) {
            deflater.end();
        }
    }
}
