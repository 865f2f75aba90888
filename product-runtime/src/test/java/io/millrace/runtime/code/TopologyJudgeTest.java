package io.millrace.runtime.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TopologyJudgeTest {
    @Test
    void shouldRefuseAGlobalStore() {
        var topology = new Topology();
        topology.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore("everybody"), Serdes.String(), Serdes.String())
                        .withLoggingDisabled(),
                "raw",
                new StringDeserializer(),
                new StringDeserializer(),
                "club.signed-up.events",
                "fill",
                () -> new ContextualProcessor<String, String, Void, Void>() {
                    @Override
                    public void process(Record<String, String> record) {}
                });

        assertThat(TopologyJudge.judge(topology.describe(), Set.of()))
                .singleElement()
                .asString()
                .contains("node 'fill' fills a global store from topic [club.signed-up.events] past the input ports");
    }
}
