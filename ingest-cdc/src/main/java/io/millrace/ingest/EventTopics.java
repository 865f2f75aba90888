package io.millrace.ingest;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.publish.ExistingTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of domain events that may be sent. Settings of those that exist are compared by {@code plan}. */
public final class EventTopics {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(10);
    private static final Duration VISIBLE_POLL = Duration.ofMillis(20);

    private EventTopics() {}

    /**
     * What {@link #apply} would do, one sentence each; empty if nothing.
     *
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public static List<String> pending(Admin admin, Collection<DomainEvent> events) {
        return missing(admin, events).stream().map(EventTopics::words).toList();
    }

    /**
     * Creates what is missing.
     *
     * @param say told each step as it is done
     * @throws KafkaException where the cluster is out of reach or refuses
     */
    public static void apply(Admin admin, Collection<DomainEvent> events, Consumer<String> say) {
        for (DomainEvent event : missing(admin, events)) {
            try {
                await(admin.createTopics(List.of(topic(event))).all());
                say.accept(words(event));
            } catch (TopicExistsException e) {
                // Somebody else was faster, with the same declaration.
            }
        }
        awaitVisible(admin, events.stream().map(DomainEvent::topic).toList());
    }

    /**
     * Waits until topics that were created are listed: a broker answers the creation before it knows of them.
     *
     * @throws TimeoutException where that takes more than 10 s
     */
    public static void awaitVisible(Admin admin, Collection<String> topics) {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (ExistingTopics.of(admin, topics).size() < Set.copyOf(topics).size()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("topics were created, but the brokers do not list them all within "
                        + VISIBLE_WITHIN.toSeconds() + " s: " + topics);
            }
            LockSupport.parkNanos(VISIBLE_POLL.toNanos());
        }
    }

    private static List<DomainEvent> missing(Admin admin, Collection<DomainEvent> events) {
        Set<String> existing = ExistingTopics.of(
                        admin, events.stream().map(DomainEvent::topic).toList())
                .keySet();
        return events.stream()
                .filter(event -> !existing.contains(event.topic()))
                .sorted(Comparator.comparing(DomainEvent::topic))
                .toList();
    }

    private static NewTopic topic(DomainEvent event) {
        OptionalInt replicas = event.owned().replication();
        return new NewTopic(
                        event.topic(),
                        Optional.of(event.owned().partitions()),
                        replicas.isPresent() ? Optional.of((short) replicas.getAsInt()) : Optional.empty())
                .configs(Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", Long.toString(event.owned().retention().toMillis()),
                        "message.timestamp.type", "LogAppendTime"));
    }

    private static String words(DomainEvent event) {
        return "create topic " + event.topic() + " with " + event.owned().partitions() + " partitions";
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
}
