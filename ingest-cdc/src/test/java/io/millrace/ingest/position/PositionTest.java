package io.millrace.ingest.position;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final IngestOffset START = new IngestOffset(7, 7, "system", 5, List.of("public.t"), null, null);

    @Test
    void shouldOrderByCommitThenLsnThenOrdinalAsUnsignedNumbers() {
        assertThat(new ChangePosition(1, 9, 9)).isLessThan(new ChangePosition(2, 1, 0));
        assertThat(new ChangePosition(1, 1, 9)).isLessThan(new ChangePosition(1, 2, 0));
        assertThat(new ChangePosition(1, 1, 0)).isLessThan(new ChangePosition(1, 1, 1));
        assertThat(new ChangePosition(1, 1, 0)).isLessThan(new ChangePosition(-1, 1, 0));
    }

    @Test
    void shouldCountRowsThatShareAnLsn() {
        var tracker = new PositionTracker();
        assertThat(tracker.next(1, 5).ordinal()).isZero();
        assertThat(tracker.next(1, 5).ordinal()).isEqualTo(1);
        assertThat(tracker.next(1, 6).ordinal()).isZero();
        assertThat(tracker.next(9, 2).ordinal()).isZero();
    }

    @Test
    void shouldRefuseASessionThatWasStartedOver() {
        var tracker = new PositionTracker();
        tracker.next(4, 8);
        assertThatThrownBy(() -> tracker.next(4, 7)).isInstanceOf(PositionRegressionException.class);
        assertThatThrownBy(() -> tracker.next(3, 9)).isInstanceOf(PositionRegressionException.class);
    }

    @Test
    void shouldCoverWhatIsAtOrBelowTheWatermark() {
        IngestOffset offset = START.with(null, new ChangePosition(4, 8, 2));
        assertThat(offset.covers(new ChangePosition(4, 8, 2))).isTrue();
        assertThat(offset.covers(new ChangePosition(4, 8, 3))).isFalse();
        assertThat(offset.covers(new ChangePosition(3, 100, 0))).isTrue();
        assertThat(START.covers(new ChangePosition(0, 1, 0))).isFalse();
    }

    @Test
    void shouldNotResumeInsideASnapshot() {
        SourceOffset running = SourceOffset.of(offset("lsn", 10L, "snapshot", "INITIAL", "snapshot_completed", false));
        SourceOffset last = SourceOffset.of(offset("lsn", 10L, "snapshot", "INITIAL", "snapshot_completed", true));
        assertThat(ResumePoint.after(null, running)).isNull();
        assertThat(ResumePoint.after(null, last)).isEqualTo(new ResumePoint(10, 0, null, null));
    }

    @Test
    void shouldResumeAtTheLastTransactionsEndAndNeverMoveBack() {
        ResumePoint snapshot = new ResumePoint(10, 0, null, null);
        ResumePoint first = ResumePoint.after(snapshot, SourceOffset.of(offset("lsn", 15L)));
        assertThat(first).isEqualTo(snapshot);
        ResumePoint second = ResumePoint.after(first, SourceOffset.of(offset("lsn", 25L, "lsn_commit", 20L)));
        assertThat(second).isEqualTo(new ResumePoint(20, 20, null, null));
        assertThat(ResumePoint.after(second, SourceOffset.of(offset("lsn", 18L, "lsn_commit", 12L))))
                .isEqualTo(second);
    }

    @Test
    void shouldKeepDebeziumFromSearching() {
        assertThat(new ResumePoint(20, 20, 99L, 5L).toDebezium())
                .containsOnly(
                        Map.entry("lsn", 20L),
                        Map.entry("lsn_commit", 20L),
                        Map.entry("ts_usec", 99L),
                        Map.entry("txId", 5L));
    }

    @Test
    void shouldReadBackTheOffsetRecord() {
        IngestOffset offset = new IngestOffset(
                7,
                9,
                "7312",
                16_384,
                List.of("public.b", "public.a"),
                new ResumePoint(Lsn.parse("F/16B3748"), 0, 5L, null),
                new ChangePosition(Lsn.parse("FFFFFFFF/0"), 3, 12),
                new Evidence(
                        3,
                        new Evidence.Membership(70, Map.of("public.a", 71L, "public.b", 0L)),
                        new Landmark(Lsn.parse("F/16B3800"), 9, null, "public.a")));
        assertThat(OffsetJson.read(OffsetJson.write(offset))).isEqualTo(offset);
        assertThat(OffsetJson.read(OffsetJson.write(START))).isEqualTo(START);
    }

    @Test
    void shouldRefuseAnOffsetRecordOfALaterVersion() {
        assertThatThrownBy(() -> OffsetJson.read("{\"version\":3}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("version 3");
    }

    @Test
    void shouldRaiseTheGenerationButKeepTheEpoch() {
        assertThat(START.nextGeneration(3).generation()).isEqualTo(8);
        assertThat(START.nextGeneration(30).generation()).isEqualTo(30);
        assertThat(START.nextGeneration(30).epoch()).isEqualTo(7);
    }

    @Test
    void shouldWriteAnLsnAsPostgresDoes() {
        assertThat(Lsn.text(0x1_016B_3748L)).isEqualTo("1/16B3748");
        assertThat(Lsn.parse("1/16B3748")).isEqualTo(0x1_016B_3748L);
    }

    private static Map<String, Object> offset(Object... pairs) {
        Map<String, Object> offset = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            offset.put((String) pairs[i], pairs[i + 1]);
        }
        return offset;
    }
}
