package io.millrace.bench.latency;

import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.SendFailure;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends at a fixed rate, each event stamped with the time it was due, not the time it could be sent: waiting for a slow
 * pipeline then counts as latency (Tene, "How NOT to measure latency": coordinated omission).
 */
final class ScheduledSender {
    private static final long STEP_NANOS = 1_000_000;

    private final LatencySettings settings;
    private final Events events;
    private final Producer<byte[], byte[]> producer;

    ScheduledSender(LatencySettings settings, Events events, Producer<byte[], byte[]> producer) {
        this.settings = settings;
        this.events = events;
        this.producer = producer;
    }

    /**
     * Sends the whole schedule.
     *
     * @param first index of the first event
     * @param count how many events
     * @param perSecond how many of them a second
     * @param startMicros time of the first event, epoch microseconds
     * @return how many outputs have to come of it
     */
    long send(long first, long count, long perSecond, long startMicros) {
        var failure = new SendFailure();
        long expected = 0;
        long startNanos = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long dueNanos = i * 1_000_000_000L / perSecond;
            while (System.nanoTime() - startNanos < dueNanos) {
                LockSupport.parkNanos(STEP_NANOS);
            }
            Event event = events.event(first + i, startMicros + dueNanos / 1000);
            if (settings.passes(events.kind(first + i))) {
                expected++;
            }
            var unused = producer.send(new ProducerRecord<>(settings.input(), event.key(), event.value()), failure);
        }
        producer.flush();
        failure.check();
        return expected;
    }
}
