package io.millrace.ingest.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose first request does not come whole in time. An idle time-out alone is no bound: a client that
 * sends one byte of a header now and then is never idle.
 */
final class FirstRequestDeadline implements Connection.Listener {
    private static final byte[] REFUSAL =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Scheduler scheduler;
    private final Duration patience;

    FirstRequestDeadline(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof SslConnection)) {
            scheduler.schedule(() -> end(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static void end(Connection connection) {
        EndPoint endPoint = connection.getEndPoint();
        if (connection.getMessagesIn() == 0 && endPoint.isOpen()) {
            endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(REFUSAL));
        }
    }
}
