package io.github.cheevoherald.sandbox.site;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Writes answers to the connection, whole or damaged. */
final class AnswerWriter {
    private static final int PIECES = 10;

    private final SkewedClock clock;

    AnswerWriter(SkewedClock clock) {
        this.clock = clock;
    }

    void send(Context context, ApiAnswer answer) {
        head(context, answer);
        context.result(answer.body());
    }

    /** Sends the full Content-Length but only half of the body, then cuts the connection. */
    void sendHalf(Context context, ApiAnswer answer) throws IOException {
        byte[] body = answer.body();
        head(context, answer);
        context.res().setContentLength(body.length);
        ServletOutputStream out = context.res().getOutputStream();
        out.write(body, 0, body.length / 2);
        out.flush();
        cut(context);
    }

    /** Sends the body in pieces, spread over the given time. */
    void sendSlowly(Context context, ApiAnswer answer, Duration time) throws IOException {
        byte[] body = answer.body();
        head(context, answer);
        context.res().setContentLength(body.length);
        ServletOutputStream out = context.res().getOutputStream();
        for (int piece = 0; piece < PIECES; piece++) {
            int from = (int) ((long) body.length * piece / PIECES);
            int to = (int) ((long) body.length * (piece + 1) / PIECES);
            LockSupport.parkNanos(time.toNanos() / PIECES);
            out.write(Arrays.copyOfRange(body, from, to));
            out.flush();
        }
    }

    /** Closes the connection abruptly. */
    void cut(Context context) {
        ServletContextRequest.getServletContextRequest(context.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }

    private void head(Context context, ApiAnswer answer) {
        context.status(answer.status());
        context.contentType(answer.contentType());
        context.header("Date", PhpDates.http(clock.now()));
        context.header("Access-Control-Allow-Origin", "*");
        answer.headers().forEach(context::header);
    }
}
