package io.millrace.runtime.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.OutlierRule;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlierBoundTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long NOW = 1000 * HOUR;

    private final OutlierRule rule = new OutlierRule(
            "total.outlier",
            "total",
            0.9,
            2,
            Duration.ofHours(1),
            OnViolation.FLAG,
            new Location("order.odcs.yaml", 1, 1));
    private final OutlierBound bound = new OutlierBound(rule);

    /** Amounts 1 to 100, in an order that is no order, at one time. */
    private void usual(long at) {
        for (int i = 0; i < 1000; i++) {
            bound.exceeds(1 + i * 37 % 100, at, NOW);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.99, 0.999})
    void shouldEstimateQuantilesOfManyNumbers(double quantile) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        double[] numbers = random.doubles(200_000).map(Math::exp).toArray();
        var estimate = new QuantileEstimate(quantile);

        Arrays.stream(numbers).forEach(estimate::add);

        Arrays.sort(numbers);
        assertThat(estimate.value())
                .as("seed %d", seed)
                .isCloseTo(numbers[(int) (numbers.length * quantile)], within(0.02));
    }

    @Test
    void shouldTakeNothingForAnOutlierBeforeTheFirstWindowIsOver() {
        usual(1);

        assertThat(bound.exceeds(1e12, 2, NOW)).isFalse();
    }

    @Test
    void shouldJudgeByTheWindowBefore() {
        usual(1);
        bound.exceeds(50, HOUR, NOW);
        bound.exceeds(50, HOUR, NOW);

        assertThat(bound.exceeds(170, HOUR, NOW)).isFalse();
        assertThat(bound.exceeds(190, HOUR, NOW)).isTrue();
        assertThat(bound.exceeds(-190, HOUR, NOW)).isTrue();
        assertThat(bound.exceeds(Double.NaN, HOUR, NOW)).isFalse();
        assertThat(bound.exceeds(Double.POSITIVE_INFINITY, HOUR, NOW)).isFalse();
    }

    @Test
    void shouldKeepTheBoundOverAWindowWithFewAmounts() {
        usual(1);
        bound.exceeds(5000, HOUR, NOW);
        bound.exceeds(5000, HOUR, NOW);
        bound.exceeds(50, 2 * HOUR, NOW);
        bound.exceeds(50, 2 * HOUR, NOW);

        assertThat(bound.exceeds(190, 2 * HOUR, NOW)).isTrue();
    }

    @Test
    void shouldNotEndAWindowForOneRecordOfTheFuture() {
        usual(1);
        bound.exceeds(50, 900 * HOUR, NOW);
        bound.exceeds(50, 2, NOW);

        assertThat(bound.exceeds(1e12, 3, NOW)).isFalse();
    }

    @Test
    void shouldDecideTheSameAfterARestart() {
        usual(1);
        bound.exceeds(50, HOUR, NOW);
        var restarted = new OutlierBound(rule);
        restarted.load(bound.state());

        for (int i = 0; i < 500; i++) {
            long at = HOUR + i * HOUR / 100;
            assertThat(restarted.exceeds(i, at, NOW)).isEqualTo(bound.exceeds(i, at, NOW));
        }
        assertThat(ByteBuffer.wrap(restarted.state())).isEqualTo(ByteBuffer.wrap(bound.state()));
    }
}
