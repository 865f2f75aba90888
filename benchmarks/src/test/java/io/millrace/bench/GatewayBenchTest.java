package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.report.Figure;
import io.millrace.bench.report.GatewayReport;
import io.millrace.bench.report.GatewayText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The benchmark of the gateway for two seconds: the figures mean nothing, that they come about does. */
@EnabledIfSystemProperty(
        named = "millrace.bench",
        matches = "true",
        disabledReason = "starts a loaded broker of its own; run it with -Dmillrace.bench=true")
class GatewayBenchTest {
    @Test
    void shouldFindEachEventOnceInTheTopic() throws Exception {
        List<String> said = new ArrayList<>();
        GatewayOptions options = GatewayOptions.quick().withConnections(2).withSeconds(1, 1);

        GatewayReport report = new GatewayBench(options, said::add).run();

        assertThat(report.eventsPerSecond().median()).isPositive();
        assertThat(report.cpuMicrosPerEvent().median()).isPositive();
        assertThat(report.figures()).extracting(Figure::limit).containsExactly(20_000.0);
        assertThat(GatewayText.lines(report)).anyMatch(line -> line.contains("in batches of 100 over 2 connections"));
        assertThat(said).hasSize(1);
    }
}
