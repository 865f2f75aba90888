package io.millrace.bench.ingest;

import io.millrace.bench.latency.Latencies;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Rows at a steady rate, each in a transaction of its own, and how long each takes from the moment it is due, so that
 * what waits behind a slow commit counts as well, until a reader of committed records has it.
 */
public final class CommitLatency {
    /** Not counted: the process comes from working off a backlog, and its code is compiled anew for single rows. */
    public static final int WARM_UP_SECONDS = 10;

    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final Map<String, Object> reader;
    private final String topic;
    private final long firstKey;
    private final int perSecond;
    private final int seconds;
    /** When each row was due, {@link System#nanoTime}. */
    private final AtomicLongArray dueAt;

    /**
     * Not run yet.
     *
     * @param firstKey of the rows it inserts
     * @param seconds that are counted
     */
    public CommitLatency(String bootstrapServers, String topic, long firstKey, int perSecond, int seconds) {
        this.reader = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        this.topic = topic;
        this.firstKey = firstKey;
        this.perSecond = perSecond;
        this.seconds = seconds;
        this.dueAt = new AtomicLongArray(perSecond * (WARM_UP_SECONDS + seconds));
    }

    /** How many rows it writes. */
    public int rows() {
        return dueAt.length();
    }

    /** Runs it. */
    public Latencies measure(Connection connection) throws SQLException, InterruptedException, ExecutionException {
        try (var consumer = new KafkaConsumer<>(reader, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            var reading = new FutureTask<>(() -> read(consumer));
            new Thread(reading, "reader").start();
            write(connection);
            return reading.get();
        }
    }

    private void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(PaymentsTable.insertOne())) {
            long start = System.nanoTime();
            for (int i = 0; i < dueAt.length(); i++) {
                long due = start + TimeUnit.SECONDS.toNanos(i) / perSecond;
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                insert.setLong(1, firstKey + i);
                dueAt.lazySet(i, due);
                insert.executeUpdate();
            }
        }
    }

    private Latencies read(KafkaConsumer<byte[], byte[]> consumer) {
        var latencies = new Latencies();
        long deadline =
                System.nanoTime() + DRAIN.plusSeconds(WARM_UP_SECONDS + seconds).toNanos();
        for (int received = 0; received < dueAt.length(); ) {
            var records = consumer.poll(Duration.ofMillis(50));
            long now = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                long row = record.key() == null
                        ? -1
                        : Long.parseLong(new String(record.key(), StandardCharsets.UTF_8)) - firstKey;
                if (row >= 0) {
                    received++;
                }
                if (row >= (long) WARM_UP_SECONDS * perSecond) {
                    latencies.add((now - dueAt.get((int) row)) / 1000);
                }
            }
            if (now - deadline > 0) {
                throw new IllegalStateException(received + " of " + dueAt.length() + " rows came within "
                        + DRAIN.toSeconds() + " s of the last");
            }
        }
        return latencies;
    }
}
