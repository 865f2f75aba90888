package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.report.IngestReport;
import io.millrace.bench.report.IngestReport.PipeFigures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The benchmark of ingestion with hardly any rows: the figures mean nothing, that they come about does. */
@EnabledIfSystemProperty(
        named = "millrace.bench",
        matches = "true",
        disabledReason = "starts a loaded broker of its own; run it with -Dmillrace.bench=true")
class IngestBenchTest {
    @Test
    void shouldRunMillraceBesideTheBareEngineAndFindEachRowOnceInTheTopic() throws Exception {
        List<String> said = new ArrayList<>();
        IngestOptions options =
                IngestOptions.quick().withRows(5_000).withRounds(1).withLatencySeconds(2);

        IngestReport report = new IngestBench(options, said::add).run();

        assertThat(report.pipes()).extracting(PipeFigures::name).containsExactly("engine", "millrace");
        assertThat(report.pipes()).allSatisfy(pipe -> {
            assertThat(pipe.snapshot().rowsPerSecond().median()).isPositive();
            assertThat(pipe.streaming().cpuMicrosPerRow().median()).isPositive();
        });
        // The first of the two seconds is not counted.
        assertThat(report.latency().orElseThrow().rows()).isEqualTo(1_000);
        assertThat(said).hasSize(2);
    }
}
