package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.millrace.bench.report.Figure;
import io.millrace.bench.report.StepFigures;
import io.millrace.bench.step.Measurement;
import io.millrace.bench.step.Step;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictsTest {
    private static Measurement measurement(double seconds, double cpuSeconds) {
        return new Measurement(1_000_000, seconds, cpuSeconds, 1, 1e9, 1 << 20, 0);
    }

    @Test
    void shouldTakeRatiosWithinARoundBeforeTheirMedian() {
        var verdicts = new Verdicts();
        // The machine is half as fast in the second round and a third as fast in the third; the ratio stays.
        for (int slowness = 1; slowness <= 3; slowness++) {
            verdicts.add(Step.R0_EXACTLY_ONCE, measurement(2 * slowness, 3 * slowness));
            verdicts.add(Step.FULL, measurement(4 * slowness, 9 * slowness));
        }

        StepFigures full = verdicts.steps().get(1);

        assertThat(full.name()).isEqualTo("full");
        assertThat(full.throughputToR0().min()).isEqualTo(0.5, offset(1e-9));
        assertThat(full.throughputToR0().max()).isEqualTo(0.5, offset(1e-9));
        assertThat(full.cpuToR0().median()).isEqualTo(3, offset(1e-9));
        assertThat(full.recordsPerSecond().median()).isEqualTo(125_000, offset(1e-6));
        assertThat(full.cpuMicrosPerRecord().max()).isEqualTo(27, offset(1e-9));
    }

    @Test
    void shouldJudgeOnlyThePromisesWhoseStepsWereRun() {
        var verdicts = new Verdicts();
        verdicts.add(Step.R0_EXACTLY_ONCE, measurement(1, 1));
        verdicts.add(Step.FULL, measurement(4, 3));

        List<Figure> figures = verdicts.figures(Optional.empty());

        assertThat(figures).extracting(Figure::met).containsExactly(false, true);
    }
}
