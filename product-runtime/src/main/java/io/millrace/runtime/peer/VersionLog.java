package io.millrace.runtime.peer;

import io.millrace.contracts.compatibility.WrittenVersion;
import java.io.Closeable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The compacted topic of one partition in which the instances of a product say what they run, and their group. */
final class VersionLog implements Closeable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String topic;
    private final Map<String, Object> kafka;
    private final Admin admin;

    /** @param kafka client properties, those of Kafka Streams included: they are left alone by other clients */
    VersionLog(String topic, Map<String, String> kafka) {
        this.topic = topic;
        this.kafka = new HashMap<>(kafka);
        this.admin = Admin.create(this.kafka);
    }

    /** Makes the topic, unless it is there. */
    void create(OptionalInt replication) {
        Optional<Short> replicas =
                replication.isPresent() ? Optional.of((short) replication.getAsInt()) : Optional.empty();
        var wanted = new NewTopic(topic, Optional.of(1), replicas)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        try {
            await(admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException there) {
            // As it should be.
        }
    }

    /** Says what an instance runs; nothing: that it runs no more. */
    void say(String instance, byte @Nullable [] what, Duration patience) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        String millis = Long.toString(patience.toMillis());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, instance, what)).get();
        } catch (ExecutionException refused) {
            throw asKafka(refused);
        } catch (InterruptedException stopping) {
            throw interrupted(stopping);
        }
    }

    /** What all instances have said last. */
    Map<String, Said> read() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        var partition = new TopicPartition(topic, 0);
        Map<String, Said> said = new HashMap<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(partition, PATIENCE) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException(
                            "topic " + topic + " was not read to its end within " + PATIENCE.toSeconds() + " s");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(record -> take(record, said));
            }
        }
        return said;
    }

    private static void take(ConsumerRecord<String, byte[]> record, Map<String, Said> said) {
        said.remove(record.key());
        if (record.value() != null) {
            WrittenVersion.read(record.value())
                    .ifPresent(
                            version -> said.put(record.key(), new Said(version, record.offset(), record.timestamp())));
        }
    }

    /** Ids of the instances in a group, without the number that Kafka Streams gives each of their threads. */
    Set<String> members(String group) {
        try {
            ConsumerGroupDescription found = Objects.requireNonNull(
                    await(admin.describeConsumerGroups(List.of(group)).all()).get(group), group);
            return found.members().stream()
                    .flatMap(member -> member.groupInstanceId().stream())
                    .map(id -> id.replaceFirst("-\\d+$", ""))
                    .collect(Collectors.toSet());
        } catch (GroupIdNotFoundException none) {
            return Set.of();
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException refused) {
            throw asKafka(refused);
        } catch (InterruptedException stopping) {
            throw interrupted(stopping);
        }
    }

    private static KafkaException asKafka(ExecutionException refused) {
        return refused.getCause() instanceof KafkaException cause ? cause : new KafkaException(refused.getCause());
    }

    private static InterruptException interrupted(InterruptedException stopping) {
        Thread.currentThread().interrupt();
        return new InterruptException(stopping);
    }
}
