package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.identity.PositionMark.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PositionMarkTest {
    private static final Fingerprint A = new Fingerprint(1, 1);
    private static final Fingerprint B = new Fingerprint(2, 2);
    private final PositionMark mark = new PositionMark(60_000);

    @Test
    void shouldTakeWhatIsAboveAndDropWhatIsBelow() {
        assertThat(mark.judge(100, 90, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(200, 80, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(200, 70, 1, A)).isEqualTo(Verdict.DUPLICATE);
        assertThat(mark.judge(100, 95, 1, A)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void shouldTellEventsOfOnePositionApartByKeyAndOperation() {
        assertThat(mark.judge(100, 90, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(100, 90, 1, B)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(100, 90, 1, A)).isEqualTo(Verdict.DUPLICATE);
        assertThat(mark.judge(100, 90, 1, B)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void shouldSortAMissingCommitPositionLowest() {
        assertThat(mark.judge(0, 500, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(100, 90, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(0, 600, 1, A)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void shouldComparePositionsUnsigned() {
        assertThat(mark.judge(Long.MAX_VALUE, 1, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(Long.MIN_VALUE, 1, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(-1, -1, 1, A)).isEqualTo(Verdict.NEW);
        assertThat(mark.judge(5, 5, 1, A)).isEqualTo(Verdict.DUPLICATE);
    }

    @Test
    void shouldHaltWhenTheLogGoesBackThoughTheChangeIsLater() {
        mark.judge(1000, 1000, 1_000_000, A);
        assertThat(mark.judge(10, 10, 1_000_000 + 60_000, A)).isEqualTo(Verdict.DUPLICATE);
        assertThat(mark.judge(10, 10, 1_000_000 + 60_001, A)).isEqualTo(Verdict.EPOCH_CHANGE);
    }

    @Test
    void shouldNeitherLoseNorDoubleWhateverSuffixIsSentAgainAndWheneverItIsTakenUp() {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            replay(random);
        }
    }

    private record Event(long commitLsn, long lsn, Fingerprint key) {}

    private static void replay(Random random) {
        List<Event> log = new ArrayList<>();
        long commit = 0;
        long lsn = 0;
        for (int i = 0; i < 200; i++) {
            if (random.nextInt(3) == 0) {
                commit += 1 + random.nextInt(5);
                lsn = random.nextInt(50);
            } else if (random.nextBoolean()) {
                lsn += 1 + random.nextInt(5);
            }
            log.add(new Event(commit, lsn, new Fingerprint(i, i)));
        }
        var mark = new PositionMark(60_000);
        List<Event> taken = new ArrayList<>();
        int at = 0;
        while (at < log.size()) {
            int to = Math.min(log.size(), at + 1 + random.nextInt(20));
            for (Event event : log.subList(at, to)) {
                if (mark.judge(event.commitLsn(), event.lsn(), 1, event.key()) == Verdict.NEW) {
                    taken.add(event);
                }
            }
            at = random.nextInt(4) == 0 ? random.nextInt(to + 1) : to;
            var loaded = new PositionMark(60_000);
            loaded.load(mark.commitLsn(), mark.lsn(), mark.timestampMillis(), List.copyOf(mark.atPair()));
            mark = loaded;
        }
        assertThat(taken).isEqualTo(log);
    }
}
