package io.millrace.bench.latency;

import io.millrace.contracts.wire.ConfluentFraming;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed outputs as they come, and takes their latency from the time that stands in the event. */
final class OutputReader implements Runnable {
    private static final int MADE_AT = ConfluentFraming.HEADER_LENGTH + 1 + 36;

    private final LatencySettings settings;
    private volatile long countFromMicros = Long.MAX_VALUE;
    private final Latencies latencies = new Latencies();
    private volatile long received;
    private volatile boolean stopping;

    OutputReader(LatencySettings settings) {
        this.settings = settings;
    }

    /** Events made before are not counted; none is until this is called. Epoch microseconds. */
    void countFrom(long micros) {
        countFromMicros = micros;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer
    public void run() {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.output()).stream()
                    .map(info -> new TopicPartition(settings.output(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopping) {
                var records = consumer.poll(Duration.ofMillis(50));
                long now = nowMicros();
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    long madeAt = number(record.value(), MADE_AT);
                    received++;
                    if (madeAt >= countFromMicros) {
                        latencies.add(now - madeAt);
                    }
                }
            }
        }
    }

    static long nowMicros() {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    }

    private static long number(byte[] bytes, int start) {
        long zigzag = 0;
        int shift = 0;
        int at = start;
        byte next;
        do {
            next = bytes[at++];
            zigzag |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next < 0);
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    long received() {
        return received;
    }

    void stop() {
        stopping = true;
    }

    /** What was read; only after the reader has ended. */
    Latencies latencies() {
        return latencies;
    }
}
