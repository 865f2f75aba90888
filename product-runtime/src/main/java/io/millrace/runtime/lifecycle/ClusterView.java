package io.millrace.runtime.lifecycle;

import io.millrace.contracts.access.Operation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Questions to the cluster, each answered within a bounded time or failing with {@link ClusterException}. */
final class ClusterView {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int REACH_MILLIS = 5_000;

    private final Map<String, String> kafka;
    private @Nullable Admin opened;

    /** Opens nothing yet: the name of a broker that is not up may not be known. */
    ClusterView(Map<String, String> kafka) {
        this.kafka = kafka;
    }

    private synchronized Admin admin() {
        Admin admin = opened;
        if (admin == null) {
            admin = Admin.create(new HashMap<>(kafka));
            opened = admin;
        }
        return admin;
    }

    /** Waits for nothing that is under way. */
    synchronized void close() {
        if (opened != null) {
            opened.close(Duration.ZERO);
        }
    }

    /** Asks for a sign of life, with less patience than for anything else. */
    void reach() {
        wait(
                admin().describeCluster(new DescribeClusterOptions().timeoutMs(REACH_MILLIS))
                        .clusterId(),
                "reach a broker at " + kafka.get("bootstrap.servers"));
    }

    /** Topics by name; those that do not exist are left out. */
    Map<String, TopicFacts> topics(Collection<String> topics) {
        Map<String, TopicFacts> found = new HashMap<>();
        Map<String, KafkaFuture<TopicDescription>> answers =
                admin().describeTopics(List.copyOf(topics)).topicNameValues();
        answers.forEach((topic, answer) -> {
            try {
                TopicDescription description = wait(answer, "describe topic " + topic);
                found.put(
                        topic,
                        new TopicFacts(
                                description.partitions().size(),
                                description.topicId().toString()));
            } catch (ClusterException failed) {
                if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed;
                }
            }
        });
        return found;
    }

    /** What the caller may do with topics that exist; without an authorizer, everything. */
    Map<String, Set<Operation>> allowed(Collection<String> topics) {
        Map<String, Set<Operation>> found = new HashMap<>();
        var options = new DescribeTopicsOptions().includeAuthorizedOperations(true);
        admin().describeTopics(List.copyOf(topics), options).topicNameValues().forEach((topic, answer) -> {
            try {
                Set<AclOperation> allowed =
                        wait(answer, "describe topic " + topic).authorizedOperations();
                found.put(
                        topic,
                        allowed == null
                                ? Set.of(Operation.values())
                                : Arrays.stream(Operation.values())
                                        .filter(operation -> allowed.contains(AclOperation.valueOf(operation.name())))
                                        .collect(Collectors.toSet()));
            } catch (ClusterException failed) {
                if (failed.getCause() instanceof TopicAuthorizationException) {
                    found.put(topic, Set.of());
                } else if (!(failed.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw failed;
                }
            }
        });
        return found;
    }

    /** Topic settings by topic, for topics that exist. */
    Map<String, Map<String, String>> settings(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> answer =
                wait(admin().describeConfigs(resources).all(), "read topic settings");
        Map<String, Map<String, String>> found = new HashMap<>();
        answer.forEach((resource, config) -> found.put(
                resource.name(),
                config.entries().stream()
                        .filter(entry -> entry.value() != null)
                        .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value))));
        return found;
    }

    /** First offsets still there. */
    Map<TopicPartition, Long> logStarts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** Offsets behind the last committed record (or marker). */
    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** First offsets at or after a time; -1 where there is no such record. */
    Map<TopicPartition, Long> at(Map<TopicPartition, Long> timestamps) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        timestamps.forEach((partition, time) -> specs.put(partition, OffsetSpec.forTimestamp(time)));
        return offsets(specs);
    }

    /** The latest timestamp in each partition; -1 in an empty one. */
    Map<TopicPartition, Long> latestTimestamps(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        partitions.forEach(partition -> specs.put(partition, OffsetSpec.maxTimestamp()));
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return wait(admin().listOffsets(specs, options).all(), "list timestamps").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().timestamp()));
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        return offsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)));
    }

    private Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetSpec> specs) {
        var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        return wait(admin().listOffsets(specs, options).all(), "list offsets").entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    /** Committed offsets of a group; partitions without one are left out. */
    Map<TopicPartition, Long> committed(String group) {
        Map<TopicPartition, Long> found = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> answer = wait(
                admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                "read committed offsets of group " + group);
        answer.forEach((partition, offset) -> {
            if (offset != null) {
                found.put(partition, offset.offset());
            }
        });
        return found;
    }

    /** Commits offsets of a group that nobody is in. */
    void commit(String group, Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> metadata = new HashMap<>();
        offsets.forEach((partition, offset) -> metadata.put(partition, new OffsetAndMetadata(offset)));
        wait(admin().alterConsumerGroupOffsets(group, metadata).all(), "commit start offsets of group " + group);
    }

    /** The cluster's level of a feature; empty where it does not have it. */
    Optional<Short> feature(String name) {
        return Optional.ofNullable(wait(admin().describeFeatures().featureMetadata(), "describe features")
                        .finalizedFeatures()
                        .get(name))
                .map(range -> range.maxVersionLevel());
    }

    private static <T> T wait(KafkaFuture<T> answer, String what) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause() == null ? refused : refused.getCause();
            throw new ClusterException("could not " + what + ": " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw new ClusterException("could not " + what + ": no answer within " + PATIENCE.toSeconds() + " s", late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ClusterException("stopped while waiting to " + what, stopping);
        }
    }

    /** The cluster did not answer, or refused. */
    static final class ClusterException extends KafkaException {
        private static final long serialVersionUID = 1L;

        ClusterException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
