package io.millrace.ingest.file;

import io.millrace.contracts.event.DomainEvent;
import io.millrace.ingest.EventTopics;
import io.millrace.ingest.publish.ExistingTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that remember how far files came, and which keys full snapshots had. */
public final class FileTopics {
    private static final String EVENTS = ".events";

    private FileTopics() {}

    /** {@code <domain>.<event>.keys}, prefixed as the event's topic is. */
    static String keys(DomainEvent event) {
        return event.topic().substring(0, event.topic().length() - EVENTS.length()) + ".keys";
    }

    /** Transactional id of those who load files of an event: one at a time. */
    static String transactionalId(DomainEvent event) {
        return event.topic() + "-files";
    }

    /**
     * What is missing, one sentence each.
     *
     * @param progress the topic of how far files came
     * @param snapshots events whose keys are to be remembered
     */
    public static List<String> pending(Admin admin, String progress, List<DomainEvent> snapshots) {
        return missing(admin, progress, snapshots).stream()
                .map(name -> "create compacted topic " + name + " with 1 partition")
                .toList();
    }

    /** Creates what is missing, telling each. */
    public static void apply(Admin admin, String progress, List<DomainEvent> snapshots, Consumer<String> say) {
        List<String> created = missing(admin, progress, snapshots);
        for (String name : created) {
            var topic = new NewTopic(name, Optional.of(1), Optional.empty())
                    .configs(Map.of(
                            "cleanup.policy", "compact",
                            "segment.bytes", Integer.toString(16 * 1024 * 1024),
                            "min.cleanable.dirty.ratio", "0.1"));
            try {
                await(admin.createTopics(List.of(topic)).all());
                say.accept("create compacted topic " + name + " with 1 partition");
            } catch (TopicExistsException e) {
                // Somebody else was faster, with the same settings.
            }
        }
        EventTopics.awaitVisible(admin, created);
    }

    private static List<String> missing(Admin admin, String progress, List<DomainEvent> snapshots) {
        List<String> needed = new ArrayList<>(List.of(progress));
        snapshots.forEach(event -> needed.add(keys(event)));
        needed.removeAll(ExistingTopics.of(admin, needed).keySet());
        return needed;
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
