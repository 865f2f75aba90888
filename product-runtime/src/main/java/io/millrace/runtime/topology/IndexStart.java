package io.millrace.runtime.topology;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the index of event ids of a partition must be read back from, and what is known of its topic. */
@FunctionalInterface
public interface IndexStart {
    /** From the beginning of the topic, without snapshots. */
    IndexStart BEGINNING = partition -> null;

    /** The offset before the first one needed, or null for the beginning of the topic. */
    @Nullable
    Long lastNotNeeded(TopicPartition partition);

    /** The id of the topic, which changes when it is made anew; empty where unknown: no snapshots are kept then. */
    default Optional<String> topicId(String topic) {
        return Optional.empty();
    }

    /** The offset that the product stood at when it was started. */
    default long committed(TopicPartition partition) {
        return 0;
    }

    /** The offset that the product stands at, for a task that begins; asks the cluster. */
    default long committedNow(TopicPartition partition) {
        return committed(partition);
    }
}
