package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** The topics sources need: one per captured table and one compacted topic for offsets. */
public final class IngestTopics {
    private IngestTopics() {}

    /**
     * What {@link #apply} would do, one sentence each; empty if nothing.
     *
     * @throws org.apache.kafka.common.KafkaException where the cluster is out of reach or refuses
     */
    public static List<String> pending(Admin admin, List<SourceDescriptor> sources) {
        throw new UnsupportedOperationException();
    }

    /**
     * Creates what is missing and sets what differs; never deletes, never changes a partition count.
     *
     * @param say told each step as it is done
     * @throws org.apache.kafka.common.KafkaException where the cluster is out of reach or refuses
     */
    public static void apply(Admin admin, List<SourceDescriptor> sources, Consumer<String> say) {
        throw new UnsupportedOperationException();
    }
}
