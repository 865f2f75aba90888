package io.millrace.runtime.topology;

import io.millrace.contracts.product.Product;
import io.millrace.contracts.product.RowInputs;
import io.millrace.runtime.code.GuardedProcessors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The Kafka Streams settings of a product. Those that decide about delivery are not open to configuration. */
public final class StreamsSettings {
    /** By its text: Kafka's constant is deprecated from its birth, since the setting goes with 5.0. */
    private static final String GLOBAL_HANDLER = "processing.exception.handler.global.enabled";

    private static final Set<String> OURS = Set.of(
            StreamsConfig.APPLICATION_ID_CONFIG,
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.STATE_DIR_CONFIG,
            StreamsConfig.NUM_STREAM_THREADS_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            ProducerConfig.TRANSACTIONAL_ID_CONFIG,
            StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG,
            StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
            StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG,
            GLOBAL_HANDLER,
            StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG,
            StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG);

    private StreamsSettings() {}

    /** What is wrong with client properties given by configuration; empty if nothing is. */
    public static List<String> problems(Map<String, String> kafka) {
        List<String> problems = new ArrayList<>();
        kafka.keySet().stream()
                .filter(key -> OURS.contains(withoutPrefix(key)))
                .sorted()
                .forEach(key -> problems.add("kafka setting " + key
                        + " cannot be set: Millrace's delivery promises hang on it; remove it from the configuration"));
        return problems;
    }

    private static String withoutPrefix(String key) {
        for (String prefix : List.of("main.consumer.", "restore.consumer.", "consumer.", "producer.")) {
            if (key.startsWith(prefix)) {
                return key.substring(prefix.length());
            }
        }
        return key;
    }

    /**
     * The settings.
     *
     * @param kafka client properties that pass {@link #problems}
     * @param largestRecord largest record of any topic written, bytes
     */
    public static Properties of(
            Product product,
            Map<String, String> kafka,
            Path stateDirectory,
            String instanceId,
            int threads,
            int largestRecord) {
        var settings = new Properties();
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
        settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, Integer.toString(4 << 20));
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SmallRocks.class.getName());
        settings.put(
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                Integer.toString(product.delivery().replication().orElse(-1)));
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        settings.put(StreamsConfig.METRIC_REPORTER_CLASSES_CONFIG, "");
        if (product.topology().isEmpty()
                && product.outputPorts().stream()
                        .noneMatch(output -> output.contract().inputs().combine() == RowInputs.Combine.MERGE)) {
            // Each task reads one partition: there is no other to wait for, and to look for one before each record.
            settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, Long.toString(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED));
        }
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), "20");
        // For each batch, however small, the producer makes the two 64 KiB buffers of an LZ4 block, and a request.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), Integer.toString(128 << 10));
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // A transaction begun while the one before is being closed is refused for a moment: by default, 100 ms.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), "20");
        settings.put(
                StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
                Integer.toString(Math.max(1 << 20, largestRecord)));
        // Millions of records are read back at once, in portions that stay in the processor's caches.
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), "2000");
        settings.put(
                StreamsConfig.restoreConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
                Integer.toString(4 << 20));
        settings.putAll(kafka);

        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, product.applicationId());
        settings.put(
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                product.delivery().mayRepeat() ? StreamsConfig.AT_LEAST_ONCE : StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, Integer.toString(threads));
        settings.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, BrokerTime.class);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, FailHandlers.Deserialization.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailHandlers.Processing.class);
        settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, FailHandlers.Production.class);
        // No product has a global table, but Kafka Streams would warn at each start that the handler above does not see
        // what goes wrong in one. From 5.0 on it always does.
        settings.put(GLOBAL_HANDLER, "true");
        // Input ports say none themselves; of the repartitions of a Java topology nobody commits a first offset.
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                product.topology().isPresent() ? "earliest" : "none");
        product.topology()
                .ifPresent(topology ->
                        settings.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, GuardedProcessors.class.getName()));
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(StreamsConfig.restoreConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        settings.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                product.applicationId() + "-" + instanceId);
        return settings;
    }
}
