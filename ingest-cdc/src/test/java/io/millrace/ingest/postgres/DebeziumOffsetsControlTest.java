package io.millrace.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.ingest.Shop;
import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.kill.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The test of the kill test: the same traffic with Debezium's own offset of the last record, committed in one step
 * with the rows, loses rows. It is a matter of chance, so it runs on demand: {@code -Dmillrace.control=true}.
 */
@EnabledIfSystemProperty(named = "millrace.control", matches = "true")
class DebeziumOffsetsControlTest {
    private static final int RESTARTS = 40;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Long> published = new ArrayList<>();

    @Test
    @SuppressWarnings("try") // the traffic runs beside the block
    void shouldLoseRowsWithDebeziumsOwnOffsets() throws Exception {
        Shop shop = Shop.create(Traffic.DDL, "fact", "counter", "moved");
        LastOffset.current = null;
        runUntil(shop, 0);
        try (Traffic traffic = new Traffic(shop, seed)) {
            for (int i = 0; i < RESTARTS; i++) {
                runUntil(shop, 1 + random.nextInt(1_500));
            }
        }
        runUntil(shop, Integer.MAX_VALUE);
        var distinct = new HashSet<>(published);
        int lost = Integer.parseInt(shop.query("SELECT count(*) FROM fact")) - distinct.size();
        int doubled = published.size() - distinct.size();
        System.out.println(
                "control: seed " + seed + ", rows " + distinct.size() + ", lost " + lost + ", doubled " + doubled);
        assertThat(lost).as("seed %d", seed).isPositive();
    }

    /** Runs an engine until it published so many rows, or for a while nothing more; then it fails, or stops. */
    private void runUntil(Shop shop, int rows) throws Exception {
        var ended = new CountDownLatch(1);
        var last = new long[] {System.nanoTime()};
        boolean commitsLastBatch = random.nextBoolean();
        int[] count = {0};
        DebeziumEngine<RecordChangeEvent<SourceRecord>> engine = DebeziumEngine.create(
                        ChangeEventFormat.of(Connect.class))
                .using(properties(shop))
                .using((success, message, error) -> ended.countDown())
                .notifying(new DebeziumEngine.ChangeConsumer<RecordChangeEvent<SourceRecord>>() {
                    @Override
                    public void handleBatch(
                            List<RecordChangeEvent<SourceRecord>> events,
                            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
                            throws InterruptedException {
                        List<Long> batch = new ArrayList<>();
                        events.forEach(event -> fact(event.record(), batch));
                        count[0] += batch.size();
                        boolean fails = rows > 0 && count[0] >= rows;
                        if (!fails || commitsLastBatch) {
                            published.addAll(batch);
                            LastOffset.current = new HashMap<>(
                                    events.get(events.size() - 1).record().sourceOffset());
                        }
                        if (fails) {
                            throw new IllegalStateException("killed");
                        }
                        if (!batch.isEmpty()) {
                            last[0] = System.nanoTime();
                        }
                        committer.markProcessed(events.get(events.size() - 1));
                        committer.markBatchFinished();
                    }
                })
                .build();
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.execute(engine);
        long quiet = Duration.ofSeconds(4).toNanos();
        while (!ended.await(50, TimeUnit.MILLISECONDS) && System.nanoTime() - last[0] < quiet) {
            // It runs.
        }
        if (ended.getCount() > 0) {
            engine.close();
        }
        executor.shutdown();
        executor.awaitTermination(10, TimeUnit.SECONDS);
    }

    private static java.util.Properties properties(Shop shop) {
        DatabaseAddress server = shop.server();
        var settings = new CaptureSettings(
                shop.source().name(),
                server.host(),
                server.port(),
                shop.source().name(),
                server.user(),
                server.password(),
                Map.of(),
                shop.source().slot(),
                shop.source().publication(),
                false,
                Duration.ofMillis(50),
                List.of("public.fact", "public.counter", "public.moved"),
                Map.of(),
                List.of());
        var properties = EngineProperties.of(settings, "control-" + System.nanoTime());
        properties.setProperty("offset.storage", LastOffset.class.getName());
        properties.setProperty("offset.flush.interval.ms", "0");
        properties.setProperty("max.batch.size", "150");
        return properties;
    }

    private static void fact(SourceRecord record, List<Long> into) {
        if (record.topic().endsWith(".fact") && record.value() instanceof Struct envelope) {
            into.add(envelope.getStruct("after").getInt64("id"));
        }
    }

    /** Debezium's own way: the offset of the last published record, as it came. */
    public static final class LastOffset extends RawOffsetStore {
        static volatile @Nullable Map<String, Object> current;

        @Override
        @Nullable
        Map<String, Object> offset() {
            return current;
        }
    }
}
