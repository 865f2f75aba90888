package io.millrace.runtime.lifecycle;

import io.millrace.runtime.topology.ProductParts;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

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
        Map<TopicPartition, Long> logStarts) {}
