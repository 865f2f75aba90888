package io.millrace.runtime.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PeriodCountsTest {
    private static final long LENGTH = 100;
    private static final long GRACE = 20;

    private final long[] totals = new long[2];
    private PeriodCounts counts = fresh();

    private PeriodCounts fresh() {
        return new PeriodCounts(
                LENGTH, GRACE, totals.length, target -> System.arraycopy(totals, 0, target, 0, totals.length));
    }

    private void record(long time) {
        counts.begin(time, Long.MAX_VALUE);
        totals[PeriodCounts.RECORDS]++;
        totals[1] += time % 2;
    }

    @Test
    void shouldEndAPeriodOnceARecordHasPassedItsGrace() {
        record(1010);
        record(1099);
        record(1119);
        assertThat(counts.complete(0)).isEmpty();
        record(1120);

        List<PeriodCounts.Complete> complete = counts.complete(0);
        assertThat(complete).singleElement().satisfies(period -> {
            assertThat(period.startMillis()).isEqualTo(1000);
            assertThat(period.endMillis()).isEqualTo(1100);
            assertThat(period.counts()).containsExactly(2, 1);
            assertThat(period.partial()).as("counted since the middle").isTrue();
        });
        assertThat(counts.complete(0)).isEmpty();
    }

    @Test
    void shouldEndPeriodsWithoutRecordsOnceAllIsRead() {
        record(1010);
        assertThat(counts.complete(1119)).isEmpty();
        assertThat(counts.complete(1320))
                .extracting(PeriodCounts.Complete::startMillis)
                .containsExactly(1000L, 1100L, 1200L);
        record(1350);
        List<PeriodCounts.Complete> last = counts.complete(1500);
        assertThat(last).singleElement().satisfies(period -> {
            assertThat(period.startMillis()).isEqualTo(1300);
            assertThat(period.counts()).containsExactly(1, 0);
            assertThat(period.partial()).isFalse();
        });
    }

    @Test
    void shouldCountARecordThatComesTooLateInTheEarliestOpenPeriod() {
        record(1010);
        record(1250);
        assertThat(counts.complete(0)).hasSize(2);
        record(1010);
        record(1330);

        assertThat(counts.complete(0)).singleElement().satisfies(period -> {
            assertThat(period.startMillis()).isEqualTo(1200);
            assertThat(period.counts()[PeriodCounts.RECORDS]).isEqualTo(2);
            assertThat(period.late()).isEqualTo(1);
        });
    }

    @Test
    void shouldNotLetATimeAheadOfTheClockEndAnything() {
        counts.begin(9_000, 1050);
        totals[PeriodCounts.RECORDS]++;
        assertThat(counts.complete(0)).isEmpty();
        record(1120);
        assertThat(counts.complete(0))
                .extracting(PeriodCounts.Complete::startMillis)
                .containsExactly(1000L);
    }

    @Test
    void shouldPassOverALongTimeWithoutRecords() {
        record(10);
        record(10_000_000);
        List<PeriodCounts.Complete> all = new ArrayList<>();
        for (List<PeriodCounts.Complete> next = counts.complete(0); !next.isEmpty(); next = counts.complete(0)) {
            all.addAll(next);
        }
        assertThat(all).hasSizeBetween(1001, 1002);
        assertThat(all.get(0).counts()[PeriodCounts.RECORDS]).isEqualTo(1);
        assertThat(all.get(all.size() - 1).endMillis()).isEqualTo(9_999_900);
    }

    @Test
    void shouldCountInPartWhatOtherPortsBegan() {
        record(1010);
        record(1110);
        PeriodCounts.State state = counts.state();
        totals[1] = 0;
        counts = fresh();
        counts.load(state, false);
        record(1115);
        record(1320);

        List<PeriodCounts.Complete> complete = counts.complete(0);
        assertThat(complete).extracting(PeriodCounts.Complete::partial).containsExactly(true, true, false);
        assertThat(complete.get(1).counts()).containsExactly(1, 1);
    }

    @Test
    void shouldSayEachPeriodOnceAndMissNoRecordOverRestarts() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<PeriodCounts.Complete> all = new ArrayList<>();
        long time = 5_000;
        for (int i = 0; i < 20_000; i++) {
            time += random.nextInt(40) == 0 ? random.nextInt(500) : random.nextInt(3);
            record(time - (random.nextInt(10) == 0 ? random.nextInt(150) : 0));
            if (random.nextBoolean()) {
                all.addAll(counts.complete(random.nextInt(4) == 0 ? time : 0));
            }
            if (random.nextInt(50) == 0) {
                PeriodCounts.State state = counts.state();
                counts = fresh();
                counts.load(copy(state), true);
            }
        }
        for (List<PeriodCounts.Complete> next = counts.complete(time + LENGTH + GRACE);
                !next.isEmpty();
                next = counts.complete(time + LENGTH + GRACE)) {
            all.addAll(next);
        }

        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i).startMillis()).isEqualTo(all.get(i - 1).endMillis());
        }
        assertThat(all.stream()
                        .mapToLong(period -> period.counts()[PeriodCounts.RECORDS])
                        .sum())
                .isEqualTo(20_000);
        assertThat(all.stream().mapToLong(period -> period.counts()[1]).sum()).isEqualTo(totals[1]);
    }

    private static PeriodCounts.State copy(PeriodCounts.State state) {
        return new PeriodCounts.State(
                state.first(),
                state.current(),
                state.wholeFrom(),
                state.mark(),
                new TreeMap<>(state.open()),
                new TreeMap<>(state.late()));
    }
}
