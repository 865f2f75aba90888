package io.millrace.runtime.provision;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.ServiceLevels;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic that must exist.
 *
 * @param name of the topic
 * @param partitions number of partitions
 * @param replication number of replicas; empty: the cluster's default
 * @param settings topic settings that are ours to decide
 */
record WantedTopic(String name, int partitions, OptionalInt replication, Map<String, String> settings) {
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(14);
    private static final Duration PERIOD_RETENTION = Duration.ofDays(90);
    private static final Duration LONGEST_SEGMENT = Duration.ofDays(7);

    WantedTopic {
        settings = new TreeMap<>(settings);
    }

    /** Broker time decides about windows and lateness, so the topic carries it. */
    static WantedTopic input(InputPort port, InputPort.OwnedTopic owned) {
        return new WantedTopic(
                port.topic(),
                owned.partitions(),
                owned.replication(),
                Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        millis(owned.retention()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }

    static WantedTopic output(OutputPort port, int partitions, OptionalInt replication) {
        ServiceLevels levels = port.contract().serviceLevels();
        Map<String, String> settings = new TreeMap<>();
        boolean latest = port.view() == OutputPort.View.LATEST;
        settings.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                latest ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        if (!latest) {
            levels.minimumRetention()
                    .or(levels::maximumRetention)
                    .ifPresent(kept -> settings.put(TopicConfig.RETENTION_MS_CONFIG, millis(kept)));
        }
        levels.maximumRetention().ifPresent(limit -> {
            // a closed segment is the smallest thing a broker deletes or compacts
            Duration segment =
                    limit.dividedBy(10).compareTo(LONGEST_SEGMENT) < 0 ? limit.dividedBy(10) : LONGEST_SEGMENT;
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, millis(segment));
            if (latest) {
                settings.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, millis(limit.minus(segment)));
            }
        });
        return new WantedTopic(port.topic(), partitions, replication, settings);
    }

    static WantedTopic deadLetters(String topic, int partitions, OptionalInt replication) {
        return new WantedTopic(
                topic,
                partitions,
                replication,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        millis(DEAD_LETTER_RETENTION)));
    }

    /** One partition, so that a reader gets periods in the order in which they became complete. */
    static WantedTopic periods(String topic, OptionalInt replication) {
        return new WantedTopic(
                topic,
                1,
                replication,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        millis(PERIOD_RETENTION)));
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
