package io.millrace.runtime.topology;

import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the index of event ids of a partition must be read back from. */
@FunctionalInterface
public interface IndexStart {
    /** From the beginning of the topic. */
    IndexStart BEGINNING = partition -> null;

    /** The offset before the first one needed, or null for the beginning of the topic. */
    @Nullable
    Long lastNotNeeded(TopicPartition partition);
}
