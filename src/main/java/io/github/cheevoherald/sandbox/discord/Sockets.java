package io.github.cheevoherald.sandbox.discord;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Reaches below HTTP to break connections the way networks do. */
final class Sockets {
    private Sockets() {}

    static EndPoint endPoint(ServletRequest request) {
        return ServletContextRequest.getServletContextRequest(request)
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    /** The peer gets "connection reset". */
    static void reset(EndPoint endPoint) {
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            } catch (IOException e) {
                endPoint.close(e);
            }
        }
        endPoint.close();
    }

    /** The peer gets everything sent so far, then the end of the stream. */
    static void end(EndPoint endPoint) {
        endPoint.close();
    }
}
