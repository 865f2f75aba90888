package io.millrace.bench.latency;

import io.millrace.bench.load.Events;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The main class of the latency run's process. */
public final class LatencyProcess {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SEED = 4711;

    private LatencyProcess() {}

    /**
     * Sends, reads and writes the result.
     *
     * @param arguments the settings file
     */
    public static void main(String[] arguments) throws Exception {
        LatencySettings settings = LatencySettings.read(Path.of(arguments[0]));
        long start = OutputReader.nowMicros() + TimeUnit.SECONDS.toMicros(1);
        long countFrom = start + TimeUnit.SECONDS.toMicros(settings.warmUpSeconds());
        var reader = new OutputReader(settings, countFrom);
        Thread reading = new Thread(reader, "reader");
        reading.start();
        TimeUnit.MICROSECONDS.sleep(start - OutputReader.nowMicros());
        long expected = new ScheduledSender(settings, new Events(SEED, settings.size(), 0)).send(start);
        long deadline = System.nanoTime() + DRAIN_NANOS;
        while (reader.received() < expected && System.nanoTime() - deadline < 0) {
            Thread.sleep(50);
        }
        reader.stop();
        reading.join();
        Latencies latencies = reader.latencies();
        new LatencyResult(
                        settings.recordsPerSecond(),
                        settings.seconds(),
                        latencies.count(),
                        expected,
                        reader.received(),
                        latencies.percentileMillis(0.5),
                        latencies.percentileMillis(0.99),
                        latencies.percentileMillis(0.999),
                        latencies.percentileMillis(1))
                .write(settings.result());
        System.exit(0);
    }
}
