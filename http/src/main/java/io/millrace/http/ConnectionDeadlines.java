package io.millrace.http;

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
 * Closes connections whose request does not come whole in time, and those that have lived long enough. An idle time-out
 * alone is no bound: a client that sends or takes one byte now and then is never idle.
 */
final class ConnectionDeadlines implements Connection.Listener {
    private static final byte[] REFUSAL =
            "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    /**
     * How long a client may take to get its refusal, which a close at once would take away from one that still sends. One
     * that has not even ended its TLS handshake gets none.
     */
    private static final Duration TO_REFUSE = Duration.ofSeconds(1);

    private final Scheduler scheduler;
    private final HttpBounds bounds;

    ConnectionDeadlines(Scheduler scheduler, HttpBounds bounds) {
        this.scheduler = scheduler;
        this.bounds = bounds;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection) {
            // What it carries is a connection as well.
            return;
        }
        after(bounds.patience(), () -> {
            if (connection.getMessagesIn() == 0) {
                refuse(connection.getEndPoint());
            } else {
                lookAgain(connection);
            }
        });
        bounds.life().ifPresent(life -> after(life, connection.getEndPoint()::close));
    }

    /** Whether a further request is on its way all the time and does not come. */
    private void lookAgain(Connection connection) {
        long requests = connection.getMessagesIn();
        long bytes = connection.getBytesIn();
        after(bounds.patience(), () -> {
            boolean none = connection.getMessagesIn() == requests && connection.getMessagesOut() == requests;
            if (none && connection.getBytesIn() > bytes) {
                refuse(connection.getEndPoint());
            } else if (connection.getEndPoint().isOpen()) {
                lookAgain(connection);
            }
        });
    }

    private void refuse(EndPoint endPoint) {
        if (endPoint.isOpen()) {
            endPoint.write(Callback.from(endPoint::shutdownOutput), ByteBuffer.wrap(REFUSAL));
            after(TO_REFUSE, endPoint::close);
        }
    }

    private void after(Duration time, Runnable task) {
        scheduler.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
