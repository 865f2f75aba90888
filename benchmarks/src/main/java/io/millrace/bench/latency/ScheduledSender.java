package io.millrace.bench.latency;

import io.millrace.bench.load.Event;
import io.millrace.bench.load.Events;
import io.millrace.bench.load.Kind;
import io.millrace.bench.load.SendFailure;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends at a fixed rate, each event stamped with the time it was due, not the time it could be sent: waiting for a slow
 * pipeline then counts as latency (Tene, "How NOT to measure latency": coordinated omission).
 */
final class ScheduledSender {
    private static final long STEP_NANOS = 1_000_000;

    private final LatencySettings settings;
    private final Events events;

    ScheduledSender(LatencySettings settings, Events events) {
        this.settings = settings;
        this.events = events;
    }

    /**
     * Sends the whole schedule.
     *
     * @param startMicros time of the first event, epoch microseconds
     * @return how many outputs have to come of it
     */
    long send(long startMicros) {
        Map<String, Object> properties = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
        long total = settings.recordsPerSecond() * (settings.warmUpSeconds() + settings.seconds());
        var failure = new SendFailure();
        long valid = 0;
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            long startNanos = System.nanoTime();
            for (long index = 0; index < total; index++) {
                long dueNanos = index * 1_000_000_000L / settings.recordsPerSecond();
                while (System.nanoTime() - startNanos < dueNanos) {
                    LockSupport.parkNanos(STEP_NANOS);
                }
                Event event = events.event(index, startMicros + dueNanos / 1000);
                if (events.kind(index) == Kind.VALID) {
                    valid++;
                }
                var unused = producer.send(new ProducerRecord<>(settings.input(), event.key(), event.value()), failure);
            }
        }
        failure.check();
        return valid;
    }
}
