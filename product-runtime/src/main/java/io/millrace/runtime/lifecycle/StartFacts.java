package io.millrace.runtime.lifecycle;

import io.millrace.runtime.topology.ProductParts;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What the start checks found.
 *
 * @param parts the resolved product
 * @param inputs all partitions of the input topics
 * @param topics what identifies each topic of the product
 * @param topicSettings of those topics
 * @param largestRecords {@code max.message.bytes} of each topic written
 * @param start where the product goes on, by partition
 * @param logStarts first offset still there, by partition
 */
record StartFacts(
        ProductParts parts,
        Set<TopicPartition> inputs,
        Map<String, TopicFacts> topics,
        Map<String, Map<String, String>> topicSettings,
        Map<String, Integer> largestRecords,
        Map<TopicPartition, Long> start,
        Map<TopicPartition, Long> logStarts) {

    /** How long a topic keeps its records, milliseconds; -1 for ever. */
    static long retentionMillis(Map<String, String> settings) {
        return Long.parseLong(settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-1"));
    }

    long retentionMillis(String topic) {
        return retentionMillis(topicSettings.getOrDefault(topic, Map.of()));
    }
}
