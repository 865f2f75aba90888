package io.millrace.ingest.gateway;

import io.millrace.ingest.gateway.request.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads a body into memory without holding a thread while it waits, up to a size and a time. Exactly one of the two
 * consumers is called, once.
 */
final class BodyReader implements Runnable {
    private final Request request;
    private final long longest;
    private final Consumer<byte[]> then;
    private final Consumer<Answer> refused;
    private final ByteArrayOutputStream body;
    private final AtomicBoolean over = new AtomicBoolean();
    private final Scheduler.Task deadline;

    BodyReader(Request request, GatewaySettings.Limits limits, Consumer<byte[]> then, Consumer<Answer> refused) {
        this.request = request;
        this.longest = limits.body();
        this.then = then;
        this.refused = refused;
        this.body = new ByteArrayOutputStream((int) Math.min(longest, Math.max(1024, request.getLength())));
        this.deadline = request.getComponents()
                .getScheduler()
                .schedule(this::tooSlow, limits.time().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads what is there, and asks to be called again for the rest. */
    @Override
    public void run() {
        while (!over.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                boolean slow = chunk.getFailure() instanceof TimeoutException;
                refuse(
                        slow
                                ? Answer.refusal(408, "the body did not come in time")
                                : Answer.refusal(400, "the body could not be read to its end"));
                return;
            }
            copy(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (body.size() > longest) {
                refuse(tooLarge(longest));
                return;
            }
            if (last) {
                finish();
                return;
            }
        }
    }

    static Answer tooLarge(long longest) {
        return Answer.refusal(413, "a body may have " + longest + " bytes at most; send fewer events at once");
    }

    private void finish() {
        if (over.compareAndSet(false, true)) {
            deadline.cancel();
            then.accept(body.toByteArray());
        }
    }

    private void copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        body.writeBytes(bytes);
    }

    private void tooSlow() {
        refuse(Answer.refusal(408, "the body did not come in time"));
    }

    private void refuse(Answer answer) {
        if (over.compareAndSet(false, true)) {
            deadline.cancel();
            refused.accept(answer.with("Connection", "close"));
        }
    }
}
