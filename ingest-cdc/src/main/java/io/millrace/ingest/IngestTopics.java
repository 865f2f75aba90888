package io.millrace.ingest;

import io.millrace.contracts.source.Outbox;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.publish.ExistingTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;

/** The topics sources need: one per captured table, one per event of an outbox, and one compacted topic for offsets. */
public final class IngestTopics {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
    private static final Duration VISIBLE_POLL = Duration.ofMillis(20);

    private IngestTopics() {}

    /**
     * What {@link #apply} would do, one sentence each; empty if nothing.
     *
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public static List<String> pending(Admin admin, List<SourceDescriptor> sources) {
        return changes(admin, sources).stream().map(Change::words).toList();
    }

    /**
     * Creates what is missing and sets what differs; never deletes, never changes a partition count.
     *
     * @param say told each step as it is done
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public static void apply(Admin admin, List<SourceDescriptor> sources, Consumer<String> say) {
        List<String> conflicts = conflicts(admin, sources);
        if (!conflicts.isEmpty()) {
            throw new InvalidReplicationFactorException(String.join("; ", conflicts));
        }
        for (Change change : changes(admin, sources)) {
            change.step().accept(admin);
            say.accept(change.words());
        }
        awaitVisible(admin, needed(sources).keySet());
    }

    /**
     * What keeps {@link #apply} from creating topics: more replicas than the cluster has brokers.
     *
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public static List<String> conflicts(Admin admin, List<SourceDescriptor> sources) {
        Map<String, Topic> needed = needed(sources);
        int most = needed.values().stream()
                .mapToInt(topic -> topic.replication().orElse(1))
                .max()
                .orElse(1);
        int brokers = most > 1 ? await(admin.describeCluster().nodes()).size() : 1;
        if (brokers >= most) {
            return List.of();
        }
        List<String> topics = needed.entrySet().stream()
                .filter(topic -> topic.getValue().replication().orElse(1) > brokers)
                .map(Map.Entry::getKey)
                .toList();
        return List.of(most + " replicas are wanted, but the cluster has " + brokers
                + (brokers == 1 ? " broker" : " brokers") + ": " + String.join(", ", topics)
                + "; set topics.replication to " + brokers
                + " or less in the configuration of this environment, or lower"
                + " 'replication' in domain.yaml");
    }

    /** A broker answers the creation before every broker knows of the topic. */
    private static void awaitVisible(Admin admin, Set<String> names) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (ExistingTopics.of(admin, names).size() < names.size()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topics were created, but the brokers do not list them all within "
                        + VISIBLE_WITHIN.toSeconds() + " s: " + names);
            }
            LockSupport.parkNanos(VISIBLE_POLL.toNanos());
        }
    }

    /** What keeps a source from starting: topics that are missing, or whose partitions differ from the declared. */
    static List<String> missing(Admin admin, List<SourceDescriptor> sources) {
        Map<String, Topic> needed = needed(sources);
        Map<String, TopicDescription> existing = ExistingTopics.of(admin, needed.keySet());
        var found = new ArrayList<String>();
        needed.forEach((name, topic) -> {
            TopicDescription present = existing.get(name);
            if (present == null) {
                found.add("topic " + name + " does not exist");
            } else if (present.partitions().size() != topic.partitions()) {
                found.add("topic " + name + " has " + present.partitions().size() + " partitions, declared are "
                        + topic.partitions());
            }
        });
        return found;
    }

    private static List<Change> changes(Admin admin, List<SourceDescriptor> sources) {
        Map<String, Topic> needed = needed(sources);
        Set<String> existing = ExistingTopics.of(admin, needed.keySet()).keySet();
        var changes = new ArrayList<Change>();
        needed.forEach((name, topic) -> {
            if (!existing.contains(name)) {
                changes.add(creation(name, topic));
            }
        });
        var resources = existing.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        await(admin.describeConfigs(resources).all()).forEach((resource, present) -> {
            Topic topic = Objects.requireNonNull(needed.get(resource.name()));
            settings(resource, present, topic).ifPresent(changes::add);
        });
        return changes;
    }

    private static Change creation(String name, Topic topic) {
        Optional<Short> replicas = topic.replication().isPresent()
                ? Optional.of((short) topic.replication().getAsInt())
                : Optional.empty();
        var creation = new NewTopic(name, Optional.of(topic.partitions()), replicas).configs(topic.settings());
        return new Change(
                "create topic " + name + " with " + topic.partitions()
                        + (topic.partitions() == 1 ? " partition" : " partitions")
                        + replicas.map(count -> ", " + count + (count == 1 ? " replica" : " replicas"))
                                .orElse("")
                        + " and " + topic.settings(),
                admin -> await(admin.createTopics(List.of(creation)).all()));
    }

    private static Optional<Change> settings(ConfigResource resource, Config existing, Topic topic) {
        var differing = new TreeMap<>(topic.settings());
        differing.entrySet().removeIf(entry -> {
            ConfigEntry present = existing.get(entry.getKey());
            return present != null && entry.getValue().equals(present.value());
        });
        if (differing.isEmpty()) {
            return Optional.empty();
        }
        var operations = differing.entrySet().stream()
                .map(entry ->
                        new AlterConfigOp(new ConfigEntry(entry.getKey(), entry.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        return Optional.of(new Change(
                "set " + differing + " on topic " + resource.name(),
                admin -> await(admin.incrementalAlterConfigs(Map.of(resource, operations))
                        .all())));
    }

    private static Map<String, Topic> needed(List<SourceDescriptor> sources) {
        var topics = new LinkedHashMap<String, Topic>();
        for (SourceDescriptor source : sources) {
            for (CapturedTable table : source.tables()) {
                topics.put(table.topic(), kept(table.partitions(), table.replication(), table.retention()));
            }
            source.outbox()
                    .map(Outbox::topics)
                    .orElse(List.of())
                    .forEach(event -> topics.put(
                            event.topic(), kept(event.partitions(), source.offsetReplication(), event.retention())));
            // Small segments are compacted soon, which keeps the read at a start short.
            topics.put(
                    source.offsetTopic(),
                    new Topic(
                            1,
                            source.offsetReplication(),
                            Map.of(
                                    "cleanup.policy", "compact",
                                    // The timestamp is the source's watermark.
                                    "message.timestamp.type", "CreateTime",
                                    "segment.bytes", Integer.toString(4 * 1024 * 1024),
                                    "min.cleanable.dirty.ratio", "0.1")));
        }
        return topics;
    }

    private static Topic kept(int partitions, OptionalInt replication, Duration retention) {
        return new Topic(
                partitions,
                replication,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(retention.toMillis()),
                        "message.timestamp.type", "LogAppendTime"));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private record Topic(int partitions, OptionalInt replication, Map<String, String> settings) {
        private Topic {
            settings = new TreeMap<>(settings);
        }
    }

    private record Change(String words, Consumer<Admin> step) {}
}
