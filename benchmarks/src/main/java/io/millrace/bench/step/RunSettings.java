package io.millrace.bench.step;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.StreamsSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;

/** The client settings of a run: those of the product, save the guarantee, which most steps lower. */
final class RunSettings {
    private RunSettings() {}

    static Properties streams(StepSettings settings, Product product) {
        Properties streams = StreamsSettings.of(
                product,
                Map.of("bootstrap.servers", settings.bootstrapServers()),
                settings.directory().resolve("state"),
                "bench",
                settings.threads(),
                TopologyEnvironment.DEFAULT_LARGEST_RECORD);
        if (!settings.step().exactlyOnce()) {
            streams.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        }
        return streams;
    }
}
