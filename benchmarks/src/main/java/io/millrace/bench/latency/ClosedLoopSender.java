package io.millrace.bench.latency;

import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.SendFailure;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Finds the highest load: sends as fast as outputs come back, with a bounded number on the way. Sender, reader, broker
 * and product share the machine here as they do in the latency run, so this is the load that half is taken of.
 */
final class ClosedLoopSender {
    private static final long ON_THE_WAY = 50_000;
    private static final long STEP_NANOS = 1_000_000;

    private final LatencySettings settings;
    private final Events events;
    private final Producer<byte[], byte[]> producer;
    private final LongSupplier received;

    /** @param received number of outputs read so far */
    ClosedLoopSender(
            LatencySettings settings, Events events, Producer<byte[], byte[]> producer, LongSupplier received) {
        this.settings = settings;
        this.events = events;
        this.producer = producer;
        this.received = received;
    }

    /**
     * What was found.
     *
     * @param sent events, from index 0
     * @param expected outputs that have to come of them
     * @param perSecond events per second over the second half of the time
     */
    record Found(long sent, long expected, long perSecond) {}

    Found run(int seconds) {
        var failure = new SendFailure();
        long start = System.nanoTime();
        long half = start + TimeUnit.SECONDS.toNanos(seconds) / 2;
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long sentAtHalf = -1;
        long index = 0;
        long expected = 0;
        long now = start;
        while (now - end < 0) {
            if (expected - received.getAsLong() >= ON_THE_WAY) {
                LockSupport.parkNanos(STEP_NANOS);
            } else {
                Event event = events.event(index, OutputReader.nowMicros());
                if (settings.passes(events.kind(index))) {
                    expected++;
                }
                index++;
                var unused = producer.send(new ProducerRecord<>(settings.input(), event.key(), event.value()), failure);
            }
            now = System.nanoTime();
            if (sentAtHalf < 0 && now - half >= 0) {
                sentAtHalf = index;
                half = now;
            }
        }
        producer.flush();
        failure.check();
        long perSecond = (long) ((index - sentAtHalf) * 1e9 / (now - half));
        return new Found(index, expected, perSecond);
    }
}
