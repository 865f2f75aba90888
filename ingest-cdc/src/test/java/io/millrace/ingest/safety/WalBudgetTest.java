package io.millrace.ingest.safety;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.safety.ServerFacts.HeldWal;
import io.millrace.ingest.safety.WalBudget.Level;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WalBudgetTest {
    private static final OptionalLong NONE = OptionalLong.empty();

    @Test
    void shouldWarnAtHalfAndAlarmOnceItIsSpent() {
        assertThat(budget(49, "reserved", NONE, 100).level()).isEqualTo(Level.OK);
        assertThat(budget(50, "extended", NONE, 100).level()).isEqualTo(Level.WARNING);
        assertThat(budget(100, "extended", NONE, 100).level()).isEqualTo(Level.SPENT);
    }

    @Test
    void shouldTakeTheLowerOfWhatIsDeclaredAndWhatTheServerAllows() {
        assertThat(budget(60, "reserved", OptionalLong.of(1_000), 100).share()).isEqualTo(0.6);
        assertThat(budget(60, "reserved", OptionalLong.of(80), 100).share()).isEqualTo(0.75);
        var server = new WalBudget(held(60, "reserved", OptionalLong.of(80)), NONE);
        assertThat(server.share()).isEqualTo(0.75);
    }

    @Test
    void shouldNotAlarmWithoutAnyLimitUnlessTheServerIsAboutToDelete() {
        assertThat(new WalBudget(held(1L << 40, "extended", NONE), NONE).level())
                .isEqualTo(Level.OK);
        assertThat(new WalBudget(held(1, "unreserved", NONE), NONE).level()).isEqualTo(Level.SPENT);
    }

    private static WalBudget budget(long bytes, String status, OptionalLong keep, long declared) {
        return new WalBudget(held(bytes, status, keep), OptionalLong.of(declared));
    }

    private static HeldWal held(long bytes, String status, OptionalLong keep) {
        return new HeldWal(1, bytes, status, keep, NONE);
    }
}
