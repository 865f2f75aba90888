package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.millrace.cli.config.Configuration;
import io.millrace.cli.config.ConfigurationReader;
import io.millrace.cli.config.KnownNames;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpExportTest {
    private final BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
    private HttpServer collector;

    /** What the collector got. */
    private record Push(String path, String contentType, String authorization, ExportMetricsServiceRequest body) {}

    @BeforeEach
    void listen() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            try (exchange) {
                pushes.add(new Push(
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders().getFirst("Content-Type"),
                        exchange.getRequestHeaders().getFirst("Authorization"),
                        ExportMetricsServiceRequest.parseFrom(exchange.getRequestBody())));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
    }

    private Configuration configuration(String interval) {
        return new ConfigurationReader(KnownNames.any(), Map.of())
                .read(
                        Optional.empty(),
                        List.of(
                                "instance.id=7",
                                "management.otlp.url=http://127.0.0.1:"
                                        + collector.getAddress().getPort() + "/v1/metrics",
                                "management.otlp.interval=" + interval,
                                "management.otlp.headers=authorization=Bearer t0ken",
                                "management.otlp.resource=deployment.environment=test"));
    }

    @Test
    void shouldPushMetersWithTagsAndResourceAndStillBeScraped() throws Exception {
        try (Telemetry telemetry = Telemetry.start("run", configuration("1h"))) {
            Counter.builder("millrace.records")
                    .tag("product", "shop.orders")
                    .register(telemetry.meters())
                    .increment(3);
            Timer.builder("millrace.latency")
                    .serviceLevelObjectives(Duration.ofSeconds(1))
                    .register(telemetry.meters())
                    .record(Duration.ofMillis(1500));
            assertThat(telemetry.scraped().scrape()).contains("millrace_records_total{product=\"shop.orders\"} 3.0");
        }

        Push push = Objects.requireNonNull(pushes.poll(10, TimeUnit.SECONDS), "no push at an orderly stop");
        assertThat(push.path()).isEqualTo("/v1/metrics");
        assertThat(push.contentType()).isEqualTo("application/x-protobuf");
        assertThat(push.authorization()).isEqualTo("Bearer t0ken");
        ResourceMetrics all = push.body().getResourceMetrics(0);
        assertThat(all.getResource().getAttributesList().stream()
                        .collect(Collectors.toMap(
                                KeyValue::getKey, pair -> pair.getValue().getStringValue())))
                .containsEntry("service.name", "millrace-run")
                .containsEntry("service.namespace", "millrace")
                .containsEntry("service.instance.id", "7")
                .containsEntry("deployment.environment", "test");
        Map<String, Metric> metrics = all.getScopeMetrics(0).getMetricsList().stream()
                .collect(Collectors.toMap(Metric::getName, metric -> metric, (one, other) -> one));
        assertThat(metrics).containsKeys("millrace.records", "millrace.latency", "jvm.memory.used");
        assertThat(found(metrics, "millrace.records").getSum().getDataPoints(0).getAsDouble())
                .isEqualTo(3);
        assertThat(found(metrics, "millrace.records")
                        .getSum()
                        .getDataPoints(0)
                        .getAttributes(0)
                        .getValue()
                        .getStringValue())
                .isEqualTo("shop.orders");
        var latency = found(metrics, "millrace.latency").getHistogram().getDataPoints(0);
        assertThat(latency.getSum()).as("seconds").isEqualTo(1.5);
        assertThat(latency.getExplicitBoundsList()).containsExactly(1.0);
    }

    private static Metric found(Map<String, Metric> metrics, String name) {
        return Objects.requireNonNull(metrics.get(name), name);
    }

    @Test
    void shouldPushAgainAndAgain() throws Exception {
        try (Telemetry telemetry = Telemetry.start("ingest", configuration("1s"))) {
            telemetry.meters().counter("millrace.records").increment();
            assertThat(pushes.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(pushes.poll(10, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @Test
    void shouldNotPushUnlessAsked() {
        Configuration quiet = new ConfigurationReader(KnownNames.any(), Map.of()).read(Optional.empty(), List.of());

        try (Telemetry telemetry = Telemetry.start("run", quiet)) {
            assertThat(telemetry.meters()).isSameAs(telemetry.scraped());
        }

        assertThat(pushes).isEmpty();
    }
}
