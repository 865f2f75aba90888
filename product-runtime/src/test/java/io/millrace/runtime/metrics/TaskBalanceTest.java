package io.millrace.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.RejectReason;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskBalanceTest {
    /** Ledgers of running products hold counts in this order: reasons may be added at the end only. */
    @Test
    void shouldKeepTheOrderOfReasonsThatLedgersAreStoredIn() {
        assertThat(Arrays.stream(RejectReason.values()).map(RejectReason::code))
                .startsWith(
                        "malformed",
                        "unknown-schema",
                        "incompatible-schema",
                        "missing-identity",
                        "type-mismatch",
                        "missing-value",
                        "rule-violated",
                        "too-late",
                        "in-the-future",
                        "value-unavailable",
                        "oversize",
                        "unsupported-operation",
                        "key-mismatch",
                        "schema-by-guid");
    }

    @Test
    void shouldTakeUpCountsStoredBeforeAReasonWasAdded() {
        var balance = new TaskBalance("in", 0, List.of("out"));
        balance.load(0, new long[] {1, 2, 3, 4, 5, 6});
        assertThat(balance.of("out").total()).isEqualTo(21);
        assertThat(balance.of("out").rejected()).containsEntry(RejectReason.MALFORMED, 6L);
    }

    @Test
    void shouldKeepWhereWaitingIsStored() {
        var balance = new TaskBalance("in", 0, List.of("out"));
        balance.count(0, TaskBalance.Kind.WAITING);
        balance.count(0, RejectReason.UNSUPPORTED_OPERATION);
        balance.count(0, RejectReason.KEY_MISMATCH);
        var stored = new long[TaskBalance.COUNTS];
        balance.copy(0, LongBuffer.wrap(stored));
        assertThat(Arrays.copyOfRange(stored, 16, 19)).containsExactly(1, 1, 1);
        assertThat(balance.of("out").waiting()).isEqualTo(1);
        assertThat(balance.of("out").total()).isEqualTo(3);
    }

    @Test
    void shouldKeepWhereElsewhereIsStored() {
        var balance = new TaskBalance("in", 0, List.of("out"));
        balance.count(0, TaskBalance.Kind.ELSEWHERE);
        balance.count(0, RejectReason.SCHEMA_BY_GUID);
        var stored = new long[TaskBalance.COUNTS];
        balance.copy(0, LongBuffer.wrap(stored));
        assertThat(Arrays.copyOfRange(stored, 19, 21)).containsExactly(1, 1);
        assertThat(balance.of("out").elsewhere()).isEqualTo(1);
        assertThat(balance.of("out").total()).isEqualTo(2);
    }

    @Test
    void shouldCountWhatWasRejectedForEveryReasonAndNothingElse() {
        var balance = new TaskBalance("in", 0, List.of("out"));
        for (TaskBalance.Kind kind : TaskBalance.Kind.values()) {
            balance.count(0, kind);
        }
        for (RejectReason reason : RejectReason.values()) {
            balance.count(0, reason);
        }
        assertThat(balance.rejected(0)).isEqualTo(RejectReason.values().length);
    }

    @Test
    void shouldSumOverPartitionsAndForgetThoseThatLeft() {
        var board = new BalanceBoard();
        var first = new TaskBalance("in", 0, List.of("out"));
        var second = new TaskBalance("in", 1, List.of("out"));
        board.show(first);
        board.show(second);
        first.count(0, TaskBalance.Kind.ACCEPTED);
        second.count(0, TaskBalance.Kind.ACCEPTED);
        assertThat(board.of("in", "out").accepted()).isEqualTo(2);
        board.remove(first);
        assertThat(board.of("in", "out").accepted()).isEqualTo(1);
        board.freeze();
        board.remove(second);
        assertThat(board.of("in", "out").accepted()).isEqualTo(1);
    }
}
