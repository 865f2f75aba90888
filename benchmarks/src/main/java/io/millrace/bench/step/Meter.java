package io.millrace.bench.step;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Watches a pipeline by the offsets its group commits, the same way for every step: a record counts when its input
 * offset is committed, and so its output is.
 */
final class Meter implements AutoCloseable {
    private static final long POLL_MILLIS = 20;
    private static final Duration STUCK = Duration.ofSeconds(90);

    private final Admin admin;
    private final String group;
    private final long brokerProcess;

    /** The meter's counters at one moment. */
    private record Reading(long committed, ProcessReading process, long brokerCpuNanos) {}

    Meter(String bootstrapServers, String group, long brokerProcess) {
        this.admin = Admin.create(new HashMap<>(Map.of("bootstrap.servers", bootstrapServers)));
        this.group = group;
        this.brokerProcess = brokerProcess;
    }

    /**
     * Measures from the first commit that covers the warm-up to the first that covers as many records more as are to be
     * measured, or all there are, and waits until the rest is done too. A commit may cover far more than the warm-up;
     * where it covers everything, the run is so short that all of it is measured.
     *
     * @param total records in the input
     */
    Measurement measure(Pipeline pipeline, long warmUp, long records, long total)
            throws InterruptedException, ExecutionException {
        Reading begin = reading(0);
        Reading warm = await(pipeline, warmUp);
        Reading start = warm.committed() < total ? warm : begin;
        Reading end = await(pipeline, Math.min(total, start.committed() + records));
        await(pipeline, total);
        System.gc();
        return new Measurement(
                end.committed() - start.committed(),
                (end.process().nanos() - start.process().nanos()) / 1e9,
                (end.process().cpuNanos() - start.process().cpuNanos()) / 1e9,
                (end.brokerCpuNanos() - start.brokerCpuNanos()) / 1e9,
                end.process().allocatedBytes() - start.process().allocatedBytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                pipeline.duplicates());
    }

    private Reading await(Pipeline pipeline, long committed) throws InterruptedException, ExecutionException {
        long last = -1;
        long lastNanos = System.nanoTime();
        while (true) {
            pipeline.requireRunning();
            long now = committed();
            if (now >= committed) {
                return reading(now);
            }
            if (now != last) {
                last = now;
                lastNanos = System.nanoTime();
            } else if (System.nanoTime() - lastNanos > STUCK.toNanos()) {
                throw new IllegalStateException(
                        "no progress for " + STUCK.toSeconds() + " s at " + now + " of " + committed + " records");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private long committed() throws InterruptedException, ExecutionException {
        long sum = 0;
        for (OffsetAndMetadata offset : admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()) {
            sum += offset == null ? 0 : offset.offset();
        }
        return sum;
    }

    private Reading reading(long committed) {
        long broker = ProcessHandle.of(brokerProcess)
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toNanos)
                .orElse(0L);
        return new Reading(committed, ProcessReading.take(), broker);
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
