package io.millrace.runtime.code;

import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** A topology that can be asked more than its description tells. */
public final class OpenTopology extends Topology {
    /** With Kafka Streams' defaults. */
    public OpenTopology() {}

    OpenTopology(TopologyConfig settings) {
        super(settings);
    }

    /**
     * The topics from which Kafka Streams restores the stores, by store; one that is not logged has none. Of a topology
     * that is not run: it takes the name of an application for that.
     */
    public Map<String, String> changelogs(String applicationId) {
        var settings = new SilentConfig(Map.of(StreamsConfig.APPLICATION_ID_CONFIG, applicationId));
        return Map.copyOf(internalTopologyBuilder
                .rewriteTopology(settings)
                .buildTopology()
                .storeToChangelogTopic());
    }
}
