package io.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LatencyBoardTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void shouldBeScrapedWhenOnlySomePortsPromiseALatency() {
        var promised = new LatencyBoard(meters, "shop.orders", "latest", Optional.of(Duration.ofSeconds(2)));
        var free = new LatencyBoard(meters, "shop.lines", "latest", Optional.empty());
        promised.record(1_500);
        free.record(1_500);

        assertThat(meters.scrape())
                .contains("millrace_latency_seconds_bucket{port=\"latest\",product=\"shop.orders\",le=\"2.0\"} 1")
                .contains("millrace_latency_seconds_bucket{port=\"latest\",product=\"shop.lines\",le=\"1.0\"} 0");
    }

    @Test
    void shouldCountAsLateOnlyWhatIsBeyondThePromise() {
        var board = new LatencyBoard(meters, "shop.orders", "latest", Optional.of(Duration.ofSeconds(2)));
        board.record(2_000);
        assertThat(board.late()).isZero();

        board.record(2_001);

        assertThat(board.late()).isEqualTo(1);
        assertThat(board.last()).hasValue(2_001);
    }
}
