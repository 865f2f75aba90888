package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.identity.Window;
import io.millrace.runtime.topology.IndexStart;
import io.millrace.runtime.topology.WaitingException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the indexes of event ids are read back from: one window before the record that the product goes on with, not
 * before now, since the product may lag. Found once per start; reading back more than needed changes no verdict.
 */
final class WindowStarts {
    private static final Logger LOG = LoggerFactory.getLogger(WindowStarts.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Product product;
    private final Map<String, String> kafka;
    private final ClusterView cluster;
    private final InstantSource time;

    WindowStarts(Product product, Map<String, String> kafka, ClusterView cluster, InstantSource time) {
        this.product = product;
        this.kafka = kafka;
        this.cluster = cluster;
        this.time = time;
    }

    IndexStart find(StartFacts facts) {
        Map<TopicPartition, Long> wanted = new HashMap<>();
        Map<TopicPartition, Long> lastNotNeeded = new HashMap<>();
        for (InputPort input : product.inputPorts()) {
            if (input.identity() instanceof Identity.EventId) {
                facts.start().forEach((partition, offset) -> {
                    if (partition.topic().equals(input.topic())) {
                        long logStart = facts.logStarts().getOrDefault(partition, 0L);
                        lastNotNeeded.put(partition, logStart - 1);
                        if (offset > logStart) {
                            wanted.put(partition, offset);
                        }
                    }
                });
            }
        }
        if (!wanted.isEmpty()) {
            Map<TopicPartition, Long> windowStarts = new HashMap<>(); // broker times
            nextTimes(wanted)
                    .forEach((partition, next) -> windowStarts.put(
                            partition, window(partition.topic()).restoreFrom(next)));
            cluster.at(windowStarts).forEach((partition, offset) -> {
                // no record since the window began: everything the product has read has left the window
                long from = offset < 0 ? wanted.getOrDefault(partition, 0L) : offset;
                lastNotNeeded.merge(partition, from - 1, Math::max);
                warnOfGap(partition, from, windowStarts.getOrDefault(partition, 0L), facts);
            });
        }
        return new Found(lastNotNeeded, facts, product, cluster);
    }

    /** Whether ids of the window are in records that were deleted, while the product stood or lagged for too long. */
    static boolean isCut(long logStart, long from, long windowStart, long deletedBefore) {
        return logStart > 0 && from <= logStart && windowStart < deletedBefore;
    }

    private void warnOfGap(TopicPartition partition, long from, long windowStart, StartFacts facts) {
        long retention = facts.retentionMillis(partition.topic());
        long logStart = facts.logStarts().getOrDefault(partition, 0L);
        if (retention >= 0 && isCut(logStart, from, windowStart, time.millis() - retention)) {
            LOG.warn(
                    "Input {}: records before offset {} have been deleted, though some may lie within the window of event"
                            + " ids, {}, before the record to go on with. Unless a snapshot of the index on this disk still"
                            + " has their ids, one that is sent again comes out again. Keep records for the window and the"
                            + " longest outage: retention.ms is {}",
                    partition,
                    logStart,
                    window(partition.topic()).length(),
                    retention);
        }
    }

    /** What was found at this start. */
    private record Found(Map<TopicPartition, Long> offsets, StartFacts facts, Product product, ClusterView cluster)
            implements IndexStart {
        @Override
        public @Nullable Long lastNotNeeded(TopicPartition partition) {
            return offsets.get(partition);
        }

        @Override
        public Optional<String> topicId(String topic) {
            // A snapshot may be ahead of the committed offset where no transaction holds them together.
            return product.delivery().mayRepeat()
                    ? Optional.empty()
                    : Optional.ofNullable(facts.topics().get(topic)).map(TopicFacts::id);
        }

        @Override
        public long committed(TopicPartition partition) {
            return facts.start().getOrDefault(partition, 0L);
        }

        @Override
        public long committedNow(TopicPartition partition) {
            try {
                return cluster.committed(product.applicationId()).getOrDefault(partition, committed(partition));
            } catch (ClusterView.ClusterException noAnswer) {
                throw new WaitingException("the committed offset of " + partition + " is not known", noAnswer);
            }
        }
    }

    private Window window(String topic) {
        return product.inputPorts().stream()
                .filter(input -> input.topic().equals(topic))
                .map(InputPort::identity)
                .filter(Identity.EventId.class::isInstance)
                .map(identity -> Window.of(((Identity.EventId) identity).window()))
                .max(java.util.Comparator.comparingLong(Window::bucketMillis))
                .orElseThrow();
    }

    /** Broker times of the records to go on with; now, where there is none yet. */
    private Map<TopicPartition, Long> nextTimes(Map<TopicPartition, Long> offsets) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, "1024");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        long now = time.millis();
        Map<TopicPartition, Long> times = new HashMap<>();
        offsets.keySet().forEach(partition -> times.put(partition, now));
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(offsets.keySet());
            offsets.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet(), PATIENCE);
            Set<TopicPartition> open = new HashSet<>(offsets.keySet());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!open.isEmpty() && System.nanoTime() - deadline < 0) {
                open.removeIf(partition -> consumer.position(partition, PATIENCE) >= ends.getOrDefault(partition, 0L));
                if (!open.isEmpty()) {
                    consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                        var partition = new TopicPartition(record.topic(), record.partition());
                        if (open.remove(partition)) {
                            times.put(partition, Math.min(now, Math.max(0, record.timestamp())));
                        }
                    });
                }
            }
            // without an answer, read back from the beginning rather than too little
            open.forEach(partition -> times.put(partition, 0L));
        }
        return times;
    }
}
