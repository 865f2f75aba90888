package io.millrace.runtime.topology;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/**
 * An empty store that calls itself persistent. Kafka Streams keeps its process id on disk only for topologies with a
 * persistent store, and the transactional id hangs on the process id: without one, the transaction a killed instance
 * left open would hold every reader back until it times out.
 */
final class ProcessIdAnchor implements StateStore {
    private final String name;
    private boolean open;

    ProcessIdAnchor(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        open = true;
        context.register(root, (key, value) -> {});
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {}

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // required of every store until Kafka Streams assumes it
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return open;
    }
}
