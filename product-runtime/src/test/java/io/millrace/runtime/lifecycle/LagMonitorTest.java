package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.InputPort;
import io.millrace.runtime.fixture.Cluster;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.TaskBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** On a real broker: watermarks are timestamps of the offset topic that ingestion writes. */
class LagMonitorTest {
    private static final String OFFSETS = "millrace.shop-db.offsets";
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final InputPort input =
            Payments.product("lag").build().inputPorts().get(0).withWatermark(OFFSETS);
    private final AtomicLong now = new AtomicLong(System.currentTimeMillis() - 5 * HOUR);
    private final BalanceBoard board = new BalanceBoard();

    @Test
    void shouldTellASourceInWhichNothingChangesFromOneWhoseIngestionStandsStill() throws Exception {
        try (Cluster cluster = Cluster.start()) {
            cluster.admin()
                    .createTopics(
                            List.of(new NewTopic(input.topic(), 1, (short) 1), new NewTopic(OFFSETS, 1, (short) 1)))
                    .all()
                    .get();
            var view = new ClusterView(cluster.clients());
            var monitor = new LagMonitor(
                    view, new Watermarks("shop.lag", view), board, () -> Instant.ofEpochMilli(now.get()));
            var task = new TaskBalance(input.name(), 0, List.of("settled"));
            board.show(task);

            write(cluster, input.topic(), OFFSETS);
            task.countInput(0, now.get());
            assertReading(monitor, 0, 0, Optional.of(now.get()));

            now.addAndGet(HOUR);
            write(cluster, OFFSETS);
            assertReading(monitor, 0, 0, Optional.of(now.get()));

            now.addAndGet(HOUR);
            assertReading(monitor, 0, HOUR, Optional.of(now.get() - HOUR));

            write(cluster, input.topic(), OFFSETS);
            assertReading(monitor, 1, 2 * HOUR, Optional.empty());

            task.countInput(1, now.get());
            assertReading(monitor, 0, 0, Optional.of(now.get()));
            view.close();
        }
    }

    private void assertReading(LagMonitor monitor, long lag, long freshness, Optional<Long> complete) {
        monitor.update(List.of(input), Map.of(), Map.of());
        assertThat(monitor.lag(input.name())).hasValue(lag);
        assertThat(monitor.freshnessMillis(input.name())).hasValue(freshness);
        assertThat(monitor.completeMillis(input).stream().boxed().findFirst()).isEqualTo(complete);
    }

    /** A record of this moment in each topic. */
    private void write(Cluster cluster, String... topics) {
        try (var producer = new KafkaProducer<>(
                new HashMap<String, Object>(cluster.clients()), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : topics) {
                var unused = producer.send(new ProducerRecord<>(topic, 0, now.get(), new byte[] {1}, new byte[] {1}));
            }
        }
    }
}
