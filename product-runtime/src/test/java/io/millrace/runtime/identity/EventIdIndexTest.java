package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.runtime.identity.EventIdIndex.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventIdIndexTest {
    private static final Window WINDOW = Window.of(Duration.ofHours(24));
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long START = Duration.ofDays(20_000).toMillis();
    private final MemoryBudget budget = new MemoryBudget(Long.MAX_VALUE);

    @Test
    void shouldAgreeWithAModelOverRandomStreams() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            compareWithModel(random, 30_000, 1 + random.nextInt(20_000));
        }
    }

    private void compareWithModel(Random random, int records, int ids) {
        var index = new EventIdIndex(WINDOW, budget, () -> Long.MAX_VALUE / 4);
        Map<Integer, Long> model = new HashMap<>();
        long time = START;
        for (int i = 0; i < records; i++) {
            time += random.nextInt(100) == 0 ? random.nextLong(6 * HOUR) : random.nextLong(2000);
            int id = random.nextInt(ids);
            Long before = model.get(id);
            boolean duplicate = before != null && before >= WINDOW.bucket(time) - Window.BUCKETS;
            model.merge(id, WINDOW.bucket(time), Math::max);

            Sighting sighting = index.see(mix(id), mix(~id), 1, time);

            assertThat(sighting).as("record %s, id %s", i, id).isEqualTo(duplicate ? Sighting.DUPLICATE : Sighting.NEW);
        }
        index.release();
    }

    @Test
    void shouldAnswerAlikeAfterReadingBackFromTheStartOfTheWindow() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<long[]> log = new ArrayList<>();
        var live = new EventIdIndex(WINDOW, budget, () -> Long.MAX_VALUE / 4);
        long time = START;
        for (int i = 0; i < 60_000; i++) {
            time += random.nextLong(5000);
            log.add(new long[] {random.nextInt(9000), time});
        }
        int crash = 50_000;
        for (long[] record : log.subList(0, crash)) {
            live.see(mix(record[0]), mix(~record[0]), 1, record[1]);
        }
        var restored = new EventIdIndex(WINDOW, budget, () -> Long.MAX_VALUE / 4);
        long from = WINDOW.restoreFrom(log.get(crash)[1]);
        for (long[] record : log.subList(0, crash)) {
            if (record[1] >= from) {
                restored.see(mix(record[0]), mix(~record[0]), 1, record[1]);
            }
        }
        restored.restored();
        for (long[] record : log.subList(crash, log.size())) {
            assertThat(restored.see(mix(record[0]), mix(~record[0]), 1, record[1]))
                    .isEqualTo(live.see(mix(record[0]), mix(~record[0]), 1, record[1]));
        }
    }

    @Test
    void shouldRefreshAnIdByItsDuplicates() {
        var index = index(budget);
        assertThat(index.see(1, 1, 1, START)).isEqualTo(Sighting.NEW);
        for (int day = 1; day < 10; day++) {
            assertThat(index.see(1, 1, 1, START + day * 20L * HOUR)).isEqualTo(Sighting.DUPLICATE);
        }
    }

    @Test
    void shouldReportOtherContentOnceAndKeepTheLast() {
        var index = index(budget);
        index.see(1, 1, 7, START);
        assertThat(index.see(1, 1, 8, START)).isEqualTo(Sighting.CONFLICT);
        assertThat(index.see(1, 1, 8, START)).isEqualTo(Sighting.DUPLICATE);
        assertThat(index.conflicts()).isEqualTo(1);
    }

    @Test
    void shouldNotForgetOthersBecauseOfATimeFarAhead() {
        var index = new EventIdIndex(WINDOW, budget, () -> START);
        for (int id = 0; id < 5000; id++) {
            index.see(mix(id), mix(~id), 1, START);
        }
        index.see(99, 99, 1, START + Duration.ofDays(3650).toMillis());
        for (int id = 5000; id < 20_000; id++) {
            index.see(mix(id), mix(~id), 1, START);
        }
        for (int id = 0; id < 20_000; id++) {
            assertThat(index.see(mix(id), mix(~id), 1, START + HOUR)).isEqualTo(Sighting.DUPLICATE);
        }
        assertThat(index.see(99, 99, 1, START)).isEqualTo(Sighting.DUPLICATE);
    }

    @Test
    void shouldOutliveItsBucketNumbersWithShortWindows() {
        Window seconds = Window.of(Duration.ofSeconds(24));
        var index = new EventIdIndex(seconds, budget, () -> Long.MAX_VALUE / 4);
        long time = START;
        index.see(1, 1, 1, time);
        for (int step = 0; step < 20_000; step++) {
            time += Duration.ofSeconds(20).toMillis();
            assertThat(index.see(1, 1, 1, time)).isEqualTo(Sighting.DUPLICATE);
        }
        assertThat(index.see(1, 1, 1, time + Duration.ofSeconds(26).toMillis())).isEqualTo(Sighting.NEW);
    }

    @Test
    void shouldReuseTheRoomOfExpiredIds() {
        var index = index(budget);
        for (int day = 0; day < 50; day++) {
            for (int id = 0; id < 10_000; id++) {
                index.see(mix(day * 10_000L + id), mix(id), 1, START + day * 24L * HOUR);
            }
        }
        assertThat(index.entries()).isLessThan(50_000);
        assertThat(index.bytes()).isLessThan(3 << 20);
        assertThat(budget.used()).isEqualTo(index.bytes());
    }

    @Test
    void shouldShortenTheWindowRatherThanExceedItsMemoryWhileRunning() {
        var small = new MemoryBudget(2 << 20);
        var index = index(small);
        index.restored();
        for (int hour = 0; hour < 24; hour++) {
            for (int id = 0; id < 5_000; id++) {
                assertThat(index.see(mix(hour * 5_000L + id), mix(id), 1, START + hour * HOUR))
                        .isEqualTo(Sighting.NEW);
            }
        }
        assertThat(index.bucketsInForce()).isLessThan(Window.BUCKETS).isPositive();
        assertThat(small.used()).isLessThanOrEqualTo(small.limit());
        assertThat(index.see(mix(23 * 5_000L), mix(0), 1, START + 23 * HOUR)).isEqualTo(Sighting.DUPLICATE);
    }

    @Test
    void shouldFailByNameRatherThanExceedItsMemoryWithinOneBucket() {
        var small = new MemoryBudget(2 << 20);
        var neighbour = index(small);
        var index = index(small);
        index.restored();
        for (int id = 0; id < 10_000; id++) {
            neighbour.see(mix(id), mix(~id), 1, START);
            index.see(mix(-1 - id), mix(id), 1, START - 20 * HOUR);
        }
        long seen = 0;
        String message = "";
        while (message.isEmpty()) {
            try {
                assertThat(index.see(mix(seen), mix(~seen), 1, START)).isEqualTo(Sighting.NEW);
                seen++;
            } catch (IndexOverBudgetException full) {
                message = String.valueOf(full.getMessage());
            }
            assertThat(small.used()).isLessThanOrEqualTo(small.limit());
        }
        assertThat(message)
                .contains("2 MiB", "down to PT1H", seen + " ids", "identity.memory", "declare a shorter window");
        assertThat(index.bucketsInForce()).isZero();
        assertThat(small.used()).isEqualTo(index.bytes() + neighbour.bytes());
        assertThat(seen).isGreaterThan((small.limit() - neighbour.bytes()) / 45);
        for (long id = 0; id < seen; id++) {
            assertThat(index.see(mix(id), mix(~id), 1, START)).isEqualTo(Sighting.DUPLICATE);
        }
    }

    @Test
    void shouldRefuseMorePartitionsThanTheMemoryHasTablesFor() {
        var small = new MemoryBudget(20_000);
        index(small);
        assertThatThrownBy(() -> index(small)).isInstanceOf(IndexOverBudgetException.class);
        assertThat(small.used()).isLessThanOrEqualTo(small.limit());
    }

    @Test
    void shouldRefuseToStartWhereTheWindowDoesNotFit() {
        var index = index(new MemoryBudget(400_000));
        assertThatThrownBy(() -> {
                    for (int id = 0; id < 100_000; id++) {
                        index.see(mix(id), mix(~id), 1, START);
                    }
                })
                .isInstanceOf(IndexOverBudgetException.class)
                .hasMessageContaining("declare a shorter window");
    }

    @Test
    void shouldTakeAtMostFortyBytesForAnIdAtEverySize() {
        var index = index(budget);
        double most = 0;
        for (int id = 0; id < 500_000; id++) {
            index.see(mix(id), mix(~id), 1, START);
            if (id > 5_000) {
                most = Math.max(most, (double) index.bytes() / index.entries());
            }
        }
        assertThat(most).isLessThan(40);
        assertThat(budget.used()).isEqualTo(index.bytes());
    }

    @Test
    void shouldGiveMemoryBackWhenTrafficFalls() {
        var index = index(budget);
        for (int id = 0; id < 200_000; id++) {
            index.see(mix(id), mix(~id), 1, START);
        }
        long full = index.bytes();
        for (int id = 0; id < 10; id++) {
            index.see(mix(-1 - id), mix(id), 1, START + 30 * HOUR);
        }
        index.tidy(1000);
        assertThat(index.bytes()).isLessThan(full / 4);
        assertThat(budget.used()).isEqualTo(index.bytes());
        assertThat(index.entries()).isEqualTo(10);
        assertThat(index.see(mix(-1), mix(0), 1, START + 30 * HOUR)).isEqualTo(Sighting.DUPLICATE);
    }

    @Test
    void shouldForgetByContent() {
        var index = index(budget);
        for (int id = 0; id < 20_000; id++) {
            index.see(mix(id), mix(~id), id, START);
        }
        index.forgetContents(content -> content % 2 == 0);
        assertThat(index.entries()).isEqualTo(10_000);
        assertThat(index.see(mix(10), mix(~10), 10, START)).isEqualTo(Sighting.NEW);
        assertThat(index.see(mix(11), mix(~11), 11, START)).isEqualTo(Sighting.DUPLICATE);
    }

    private static EventIdIndex index(MemoryBudget memory) {
        return new EventIdIndex(WINDOW, memory, () -> Long.MAX_VALUE / 4);
    }

    /** Spreads like a hash (the finalizer of MurmurHash3). */
    private static long mix(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }
}
