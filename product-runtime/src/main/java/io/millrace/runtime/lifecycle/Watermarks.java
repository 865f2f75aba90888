package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.InputPort;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to when the changes of captured sources are in their topics, as ingestion says with the timestamps of its offset
 * records. It goes on while nothing changes, and stands still when ingestion does: that tells an idle table from a stale
 * one.
 */
final class Watermarks {
    private static final Logger LOG = LoggerFactory.getLogger(Watermarks.class);

    private final String product;
    private final ClusterView cluster;
    private final Map<String, Long> byTopic = new ConcurrentHashMap<>();
    private boolean told;

    Watermarks(String product, ClusterView cluster) {
        this.product = product;
        this.cluster = cluster;
    }

    /** The watermark of an input's source, epoch milliseconds; empty where none is known. */
    OptionalLong of(InputPort input) {
        Long millis = input.watermarkTopic().map(byTopic::get).orElse(null);
        return millis == null ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    /** Asks again; without an answer what was known stays, and so grows old. */
    void update(Collection<InputPort> inputs) {
        Set<TopicPartition> partitions = inputs.stream()
                .map(InputPort::watermarkTopic)
                .flatMap(Optional::stream)
                .map(topic -> new TopicPartition(topic, 0))
                .collect(Collectors.toSet());
        if (partitions.isEmpty()) {
            return;
        }
        try {
            cluster.latestTimestamps(partitions).forEach((partition, millis) -> {
                if (millis > 0) {
                    byTopic.put(partition.topic(), millis);
                }
            });
            told = false;
        } catch (ClusterView.ClusterException refused) {
            if (refused.getCause() instanceof AuthorizationException) {
                throw refused;
            }
            if (!told) {
                told = true;
                LOG.warn(
                        "Product {}: how fresh its sources are cannot be told: {}; asked for the newest record of {}",
                        product,
                        refused.getMessage(),
                        new TreeSet<>(
                                partitions.stream().map(TopicPartition::topic).toList()));
            }
        }
    }
}
