package io.millrace.runtime.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RejectLedgerTest {
    private static final Fingerprint ID = new Fingerprint(1, 1);
    private final Stored stored = new Stored();
    private final RejectLedger ledger = new RejectLedger(stored, 2);

    /** What would survive a restart. */
    private static final class Stored implements RejectLedger.Journal {
        private final Map<Fingerprint, RejectLedger.Entry> rejected = new HashMap<>();
        private final Map<Long, Long> unreadable = new HashMap<>();

        @Override
        public void rejected(Fingerprint id, RejectLedger.Entry entry) {
            rejected.put(id, entry);
        }

        @Override
        public void settled(Fingerprint id) {
            rejected.remove(id);
        }

        @Override
        public void unreadable(long content, long timestampMillis) {
            unreadable.put(content, timestampMillis);
        }

        @Override
        public void readable(long content) {
            unreadable.remove(content);
        }
    }

    @Test
    void shouldKeepPortsOpenUntilTheyAccept() {
        ledger.judged(ID, 0b11, 5, 100);
        assertThat(ledger.openPorts(ID)).isEqualTo(0b11);
        ledger.judged(ID, 0b10, 6, 101);
        assertThat(ledger.openPorts(ID)).isEqualTo(0b10);
        assertThat(stored.rejected).containsEntry(ID, new RejectLedger.Entry(0b10, 6, 101));
        ledger.judged(ID, 0, 7, 102);
        assertThat(ledger.openPorts(ID)).isZero();
        assertThat(stored.rejected).isEmpty();
    }

    @Test
    void shouldForgetWhatHasLeftTheWindow() {
        ledger.judged(ID, 1, 5, 100);
        ledger.judged(new Fingerprint(2, 2), 1, 6, 200);
        ledger.unreadable(77, 100);
        ledger.forgetBefore(200);
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(stored.rejected).containsOnlyKeys(new Fingerprint(2, 2));
        assertThat(stored.unreadable).isEmpty();
    }

    @Test
    void shouldNotCountARecordAsUnreadableOnceItWasRead() {
        ledger.unreadable(77, 100);
        ledger.unreadable(78, 100);
        ledger.readable(77);
        assertThat(ledger.unreadableContents()).containsExactly(78L);
        assertThat(stored.unreadable).containsOnlyKeys(78L);
    }

    @Test
    void shouldGoOnFromWhatWasStored() {
        ledger.judged(ID, 1, 5, 100);
        var again = new RejectLedger(stored, 2);
        stored.rejected.forEach(again::load);
        assertThat(again.openPorts(ID)).isEqualTo(1);
    }
}
