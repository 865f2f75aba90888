package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bench.report.LadderReport;
import io.millrace.bench.report.StepFigures;
import io.millrace.bench.step.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The whole ladder with hardly any records: the figures mean nothing, that they come about does. */
@EnabledIfSystemProperty(
        named = "millrace.bench",
        matches = "true",
        disabledReason = "starts a loaded broker of its own; run it with -Dmillrace.bench=true")
class BenchTest {
    @Test
    void shouldRunStepsAgainstTheirRawCopyAndVerifyThem() throws Exception {
        List<String> said = new ArrayList<>();
        BenchOptions options = BenchOptions.quick()
                .withRecords(2_000)
                .withRounds(1)
                .withLatencySeconds(0)
                .withSteps(EnumSet.of(Step.FULL, Step.IDIOMATIC, Step.FULL_JSON, Step.IDIOMATIC_JSON));

        LadderReport report = new Bench(options, said::add).run();

        assertThat(report.verified()).isTrue();
        assertThat(report.steps())
                .extracting(StepFigures::name)
                .containsExactly("r0-exactly-once", "full", "idiomatic", "r0-json", "full-json", "idiomatic-json");
        assertThat(report.steps()).allSatisfy(step -> {
            assertThat(step.recordsPerSecond().median()).isPositive();
            assertThat(step.cpuMicrosPerRecord().median()).isPositive();
            assertThat(step.allocatedBytesPerRecord().median()).isPositive();
        });
        assertThat(report.steps().get(0).throughputToR0().median()).isEqualTo(1);
        assertThat(said).anyMatch(line -> line.contains("full"));
    }
}
