package io.millrace.runtime.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.WindowMetric;
import io.millrace.contracts.product.WindowMetric.Expectation;
import io.millrace.contracts.product.WindowMetric.Measure;
import io.millrace.contracts.product.WindowMetric.Operator;
import io.millrace.contracts.product.WindowMetric.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricWindowTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = 24 * HOUR;
    private static final WindowMetric VOLUME =
            metric("volume", new Measure.Rows(), false, Operator.MUST_BE_GREATER_THAN, "2");
    private static final WindowMetric NULLS =
            metric("email.nullValues", new Measure.Nulls("email"), true, Operator.MUST_BE_LESS_OR_EQUAL_TO, "25");
    private static final WindowMetric REJECTED =
            metric("rejected", new Measure.Rejected(), true, Operator.MUST_BE_LESS_THAN, "50");
    private static final PortMetrics.Group GROUP =
            PortMetrics.of(List.of(VOLUME, NULLS, REJECTED)).groups().get(0);
    private static final long NULL_HIT = 2;

    private final Map<Long, long[]> stored = new HashMap<>();
    private WindowCounts.State state = new WindowCounts.State(0, 0);
    private final WindowCounts task = task();

    private static WindowMetric metric(String name, Measure measure, boolean percent, Operator operator, String bound) {
        return new WindowMetric(
                name,
                measure,
                percent,
                new Expectation(operator, new BigDecimal(bound), Optional.empty()),
                Duration.ofHours(1),
                Severity.WARNING,
                false,
                new Location("order.odcs.yaml", 1, 1));
    }

    /** A task that takes up what was stored. */
    private WindowCounts task() {
        return new WindowCounts(HOUR, GROUP.metrics().size(), state, stored, new WindowCounts.Journal() {
            @Override
            public void window(long index, long[] counts) {
                stored.put(index, counts.clone());
            }

            @Override
            public void forget(long index) {
                stored.remove(index);
            }

            @Override
            public void state(WindowCounts.State known) {
                state = known;
            }
        });
    }

    private List<MetricResult> judge(long until, WindowCounts... tasks) {
        return MetricJudge.judge("orders", GROUP, List.of(tasks), until, true);
    }

    private static Stream<String> verdicts(List<MetricResult> results) {
        return results.stream()
                .map(result ->
                        result.startMillis() / HOUR + " " + result.metric().name() + " "
                                + result.value()
                                        .map(BigDecimal::stripTrailingZeros)
                                        .map(BigDecimal::toPlainString)
                                        .orElse("-")
                                + " " + result.verdict());
    }

    @Test
    void shouldJudgeEachWindowOnceWhenItIsOver() {
        for (long minute = 0; minute < 4; minute++) {
            task.count(minute * 60_000, DAY, true, false, minute == 0 ? NULL_HIT : 0);
        }
        task.count(HOUR, DAY, false, true, 0);

        assertThat(judge(HOUR - 1, task)).isEmpty();
        assertThat(verdicts(judge(HOUR, task)))
                .containsExactly("0 volume 4 HELD", "0 email.nullValues 25 HELD", "0 rejected 0 HELD");
        assertThat(verdicts(judge(2 * HOUR, task)))
                .containsExactly("1 volume 0 BROKEN", "1 email.nullValues - EMPTY", "1 rejected 100 BROKEN");
        assertThat(judge(2 * HOUR, task)).isEmpty();
    }

    @Test
    void shouldJudgeWindowsWithoutAnyRecord() {
        assertThat(verdicts(judge(2 * HOUR, task)).filter(text -> text.contains("volume")))
                .containsExactly("0 volume 0 BROKEN", "1 volume 0 BROKEN");
    }

    @Test
    void shouldSumUpThePartitions() {
        WindowCounts other = task();
        task.count(1, DAY, true, false, NULL_HIT);
        other.count(1, DAY, true, false, 0);
        other.count(2, DAY, true, false, 0);
        other.count(3, DAY, false, true, 0);

        assertThat(verdicts(judge(HOUR, task, other)))
                .containsExactly("0 volume 3 HELD", "0 email.nullValues 33.3333 BROKEN", "0 rejected 25 HELD");
    }

    @Test
    void shouldJudgeSharesButNoCountsWhereOtherInstancesHoldPartitions() {
        task.count(1, DAY, true, false, NULL_HIT);

        assertThat(verdicts(MetricJudge.judge("orders", GROUP, List.of(task), HOUR, false)))
                .containsExactly("0 volume 1 PARTIAL", "0 email.nullValues 100 BROKEN", "0 rejected 0 HELD");
    }

    @Test
    void shouldGoOnCountingAfterARestart() {
        task.count(1, DAY, true, false, 0);
        task.count(2, DAY, true, false, 0);

        WindowCounts restarted = task();
        restarted.count(3, DAY, true, false, 0);

        assertThat(verdicts(judge(HOUR, restarted))).contains("0 volume 3 HELD");
    }

    @Test
    void shouldNotJudgeAgainAfterARestart() {
        judge(3 * HOUR, task);
        task.tidy();

        assertThat(judge(3 * HOUR, task())).isEmpty();
    }

    @Test
    void shouldNotJudgeAWindowThatBeganBeforeCountingDid() {
        state = new WindowCounts.State(HOUR + 1, 0);

        assertThat(judge(2 * HOUR, task())).isEmpty();
        assertThat(verdicts(judge(3 * HOUR, task())))
                .contains("2 volume 0 BROKEN")
                .hasSize(3);
    }

    @Test
    void shouldCountARecordOfTheFutureAsOneOfNowAndDisturbNoOther() {
        long now = 10 * HOUR;
        for (long second = 0; second < 80; second++) {
            task.count(second * 1000, now, true, false, 0);
        }
        task.count(1_000_000 * DAY, now, true, false, 0);
        task.count(80_000, now, true, false, 0);

        assertThat(stored.keySet()).containsExactlyInAnyOrder(0L, 10L);
        assertThat(java.util.Objects.requireNonNull(stored.get(0L))[WindowCounts.ROWS])
                .isEqualTo(81);
        assertThat(task.passedMillis()).isLessThan(HOUR);
    }

    @Test
    void shouldKeepABoundedNumberOfWindows() {
        for (long hour = 0; hour < 1000; hour++) {
            task.count(hour * HOUR, 1000 * HOUR, true, false, 0);
        }

        assertThat(stored).hasSize(WindowCounts.KEPT).doesNotContainKey(900L).containsKey(999L);
        task.count(5 * HOUR, 1000 * HOUR, true, false, 0);
        assertThat(stored).hasSize(WindowCounts.KEPT).doesNotContainKey(5L);
    }

    @ParameterizedTest
    @CsvSource({
        "MUST_BE, 5, , 5, 6",
        "MUST_NOT_BE, 5, , 6, 5",
        "MUST_BE_GREATER_THAN, 5, , 6, 5",
        "MUST_BE_GREATER_OR_EQUAL_TO, 5, , 5, 4",
        "MUST_BE_LESS_THAN, 5, , 4, 5",
        "MUST_BE_LESS_OR_EQUAL_TO, 5, , 5, 6",
        "MUST_BE_BETWEEN, 5, 7, 7, 8",
        "MUST_BE_BETWEEN, 5, 7, 5, 4",
        "MUST_NOT_BE_BETWEEN, 5, 7, 8, 7",
        "MUST_NOT_BE_BETWEEN, 5, 7, 4.9, 5.0",
    })
    void shouldCompareAsOdcsSays(
            Operator operator, BigDecimal bound, BigDecimal upper, BigDecimal holds, BigDecimal no) {
        var expectation = new Expectation(operator, bound, Optional.ofNullable(upper));

        assertThat(expectation.holds(holds)).isTrue();
        assertThat(expectation.holds(no)).isFalse();
    }
}
