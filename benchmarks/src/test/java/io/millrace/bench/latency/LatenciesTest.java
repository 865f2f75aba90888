package io.millrace.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void shouldGiveExactPercentilesByNearestRank() {
        var latencies = new Latencies();
        for (int i = 100_000; i >= 1; i--) {
            latencies.add(i * 1000L);
        }

        assertThat(latencies.percentileMillis(0.5)).isEqualTo(50_000);
        assertThat(latencies.percentileMillis(0.99)).isEqualTo(99_000);
        assertThat(latencies.percentileMillis(0.999)).isEqualTo(99_900);
        assertThat(latencies.percentileMillis(1)).isEqualTo(100_000);
        assertThat(latencies.count()).isEqualTo(100_000);
    }

    @Test
    void shouldCountAClockThatWentBackAsNoLatency() {
        var latencies = new Latencies();
        latencies.add(-5);

        assertThat(latencies.percentileMillis(1)).isZero();
    }

    @Test
    void shouldRefusePercentilesOfNothing() {
        assertThatThrownBy(() -> new Latencies().percentileMillis(0.5)).hasMessageContaining("no latency");
    }
}
