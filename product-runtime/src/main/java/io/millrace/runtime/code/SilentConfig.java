package io.millrace.runtime.code;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;

/** Settings to build topologies with, which are not printed: nothing is started with them. */
final class SilentConfig extends StreamsConfig {
    SilentConfig(Map<String, Object> settings) {
        super(withDefaults(settings), false);
    }

    private static Map<String, Object> withDefaults(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, "of-a-topology");
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nobody:1");
        // As the running topology has it; without it, each one that is built says a warning.
        all.put("processing.exception.handler.global.enabled", true);
        all.putAll(settings);
        return all;
    }
}
