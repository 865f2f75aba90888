package io.millrace.ingest.gateway;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * What of a refused body is still under way. It is read and thrown away, up to a bound in bytes and time, before the
 * connection is given up: a client that is still sending would otherwise find the connection reset, and never see why it
 * was refused (RFC 9112, 9.6).
 */
final class Remainder implements Runnable {
    private static final long BYTES = 4L << 20;
    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Request request;
    private final Callback callback;
    private final long deadline = System.nanoTime() + NANOS;
    private long read;

    private Remainder(Request request, Callback callback) {
        this.request = request;
        this.callback = callback;
    }

    /** Completes the callback once the rest was read, or is not worth it. */
    static Callback readBefore(Callback callback, Request request) {
        return Callback.from(new Remainder(request, callback), callback::failed);
    }

    @Override
    public void run() {
        while (read <= BYTES && System.nanoTime() - deadline < 0) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                break;
            }
            read += chunk.remaining();
            boolean last = chunk.isLast();
            chunk.release();
            if (last) {
                break;
            }
        }
        callback.succeeded();
    }
}
