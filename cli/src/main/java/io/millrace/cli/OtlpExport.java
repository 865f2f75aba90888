package io.millrace.cli;

import io.micrometer.core.instrument.Clock;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.millrace.cli.config.OtlpSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Pushes meters to an OpenTelemetry collector: OTLP over HTTP, protobuf, at a fixed interval. */
final class OtlpExport {
    private OtlpExport() {}

    static OtlpMeterRegistry start(String command, String instanceId, OtlpSettings settings) {
        Map<String, String> resource = new HashMap<>(Map.of(
                "service.namespace",
                "millrace",
                "service.name",
                "millrace-" + command,
                "service.instance.id",
                instanceId));
        resource.putAll(settings.resource());
        return new OtlpMeterRegistry(new Config(settings, Map.copyOf(resource)), Clock.SYSTEM);
    }

    /** Nothing comes from system properties or from the environment but what our own configuration took from there. */
    private record Config(OtlpSettings settings, Map<String, String> resource) implements OtlpConfig {
        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public String url() {
            return settings.url().toString();
        }

        @Override
        public Duration step() {
            return settings.interval();
        }

        @Override
        public Map<String, String> headers() {
            return settings.headers();
        }

        @Override
        public Map<String, String> resourceAttributes() {
            return resource;
        }

        /** As Prometheus shows them. */
        @Override
        public TimeUnit baseTimeUnit() {
            return TimeUnit.SECONDS;
        }
    }
}
