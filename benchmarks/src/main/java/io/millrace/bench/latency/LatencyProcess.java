package io.millrace.bench.latency;

import io.millrace.bench.load.Events;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The main class of the latency run's process. */
public final class LatencyProcess {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SEED = 4711;
    /** At the start of the schedule, not counted. */
    private static final int SETTLE_SECONDS = 1;

    private LatencyProcess() {}

    /**
     * Finds the highest load, then sends half of it by schedule, or what it is told to, reads and writes the result.
     *
     * @param arguments the settings file
     */
    public static void main(String[] arguments) throws Exception {
        LatencySettings settings = LatencySettings.read(Path.of(arguments[0]));
        var events = new Events(SEED, settings.size(), 0);
        var reader = new OutputReader(settings);
        Thread reading = new Thread(reader, "reader");
        reading.start();
        try (var producer =
                new KafkaProducer<>(producer(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            ClosedLoopSender.Found highest =
                    new ClosedLoopSender(settings, events, producer, reader::received).run(settings.warmUpSeconds());
            drain(reader, highest.expected());
            long perSecond = settings.perSecond() > 0 ? settings.perSecond() : Math.max(1, highest.perSecond() / 2);
            long start = OutputReader.nowMicros() + TimeUnit.SECONDS.toMicros(1);
            reader.countFrom(start + TimeUnit.SECONDS.toMicros(SETTLE_SECONDS));
            TimeUnit.MICROSECONDS.sleep(start - OutputReader.nowMicros());
            long count = perSecond * (SETTLE_SECONDS + settings.seconds());
            long expected = highest.expected()
                    + new ScheduledSender(settings, events, producer).send(highest.sent(), count, perSecond, start);
            drain(reader, expected);
            reader.stop();
            reading.join();
            Latencies latencies = reader.latencies();
            new LatencyResult(
                            highest.perSecond(),
                            perSecond,
                            settings.seconds(),
                            latencies.count(),
                            expected,
                            reader.received(),
                            latencies.percentileMillis(0.5),
                            latencies.percentileMillis(0.99),
                            latencies.percentileMillis(0.999),
                            latencies.percentileMillis(1))
                    .write(settings.result());
        }
        System.exit(0);
    }

    private static void drain(OutputReader reader, long expected) throws InterruptedException {
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (reader.received() < expected && System.nanoTime() - deadline < 0) {
            Thread.sleep(50);
        }
    }

    private static Map<String, Object> producer(LatencySettings settings) {
        return Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                64L << 20);
    }
}
