package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.NodeNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the product goes on. The reset policy is {@code none}: a product that has run and has lost its offsets must not
 * silently begin anew. Whether it has run shows in its ledger topics, which Kafka Streams makes at the first start.
 */
final class StartOffsets {
    private final Product product;
    private final ClusterView cluster;
    private final Set<String> topics;
    private final List<String> problems;

    StartOffsets(Product product, ClusterView cluster, Set<String> topics, List<String> problems) {
        this.product = product;
        this.cluster = cluster;
        this.topics = topics;
        this.problems = problems;
    }

    /** The offsets to start from; commits those of inputs that the product has never read. */
    Map<TopicPartition, Long> find(Set<TopicPartition> inputs, Map<TopicPartition, Long> logStarts) {
        Map<TopicPartition, Long> committed = cluster.committed(product.applicationId());
        Map<TopicPartition, Long> ends = cluster.ends(inputs);
        Map<TopicPartition, Long> start = new HashMap<>();
        Map<TopicPartition, Long> first = new HashMap<>();
        Map<String, Long> lost = new TreeMap<>();
        for (TopicPartition partition : inputs) {
            Long offset = committed.get(partition);
            long logStart = logStarts.getOrDefault(partition, 0L);
            if (offset == null) {
                if (hasRun(partition.topic())) {
                    lost.merge(partition.topic(), 1L, Long::sum);
                }
                first.put(partition, logStart);
                start.put(partition, logStart);
            } else {
                start.put(partition, offset);
                if (offset > ends.getOrDefault(partition, Long.MAX_VALUE)) {
                    problems.add("input " + partition + ": the product stands at offset " + offset
                            + ", but the topic ends at " + ends.get(partition)
                            + ": it was deleted and made anew, or has lost records. Start the product under a new major"
                            + " version, or reset it (docs/operations.md, 'Changing a product').");
                }
                if (offset < logStart) {
                    problems.add(
                            "input " + partition + ": the product stands at offset " + offset + ", but records below "
                                    + logStart + " are deleted; " + (logStart - offset)
                                    + " records would be lost. Restore them, or start the product under a new major version.");
                }
            }
        }
        lost.forEach((topic, count) -> problems.add("input topic " + topic
                + ": the product has run before, but its committed"
                + " offsets of " + count + " partitions are gone (they expire after offsets.retention.minutes without a"
                + " running instance). Set them with kafka-consumer-groups --group " + product.applicationId()
                + " --reset-offsets, or start the product under a new major version."));
        if (problems.isEmpty() && !first.isEmpty()) {
            cluster.commit(product.applicationId(), first);
        }
        return start;
    }

    private boolean hasRun(String topic) {
        return product.judgedInputs().stream()
                .filter(input -> product.topology().isPresent() || input.topic().equals(topic))
                .map(input -> NodeNames.ledgerTopic(product, input))
                .anyMatch(topics::contains);
    }
}
