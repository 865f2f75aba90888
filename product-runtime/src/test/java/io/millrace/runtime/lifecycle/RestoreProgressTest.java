package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition ONE = new TopicPartition("ledger", 0);
    private static final TopicPartition TWO = new TopicPartition("ledger", 1);

    private final AtomicInteger changes = new AtomicInteger();
    private final RestoreProgress progress = new RestoreProgress(changes::incrementAndGet);

    @Test
    void shouldSayHowFarAllStoresAre() {
        progress.onRestoreStart(ONE, "ledger", 100, 400);
        progress.onRestoreStart(TWO, "ledger", 0, 100);
        progress.onBatchRestored(ONE, "ledger", 299, 200);

        assertThat(progress.isUnderWay()).isTrue();
        assertThat(progress.remaining()).isEqualTo(100 + 100);
        assertThat(progress.share()).isEqualTo(0.5);
        assertThat(progress.nanos()).isPositive();
        assertThat(changes).hasValue(2);
    }

    @Test
    void shouldBeDoneOnceEachStoreIs() {
        progress.onRestoreStart(ONE, "ledger", 0, 10);
        progress.onRestoreStart(TWO, "ledger", 0, 10);
        progress.onRestoreEnd(ONE, "ledger", 10);
        assertThat(progress.isUnderWay()).isTrue();
        assertThat(progress.share()).isEqualTo(0.5);

        progress.onRestoreEnd(TWO, "ledger", 10);

        assertThat(progress.isUnderWay()).isFalse();
        assertThat(progress.remaining()).isZero();
        assertThat(progress.share()).isEqualTo(1);
        assertThat(progress.nanos()).isZero();
    }

    @Test
    void shouldForgetWhatWentElsewhere() {
        progress.onRestoreStart(ONE, "ledger", 0, 100);
        progress.onRestoreStart(TWO, "ledger", 0, 100);
        progress.onBatchRestored(TWO, "ledger", 49, 50);
        progress.onRestoreSuspended(ONE, "ledger", 0);

        assertThat(progress.remaining()).isEqualTo(50);
        assertThat(progress.share()).isEqualTo(0.5);
    }

    @Test
    void shouldBeginAnewWithTheNextRestore() {
        progress.onRestoreStart(ONE, "ledger", 0, 1_000_000);
        progress.onRestoreEnd(ONE, "ledger", 1_000_000);

        progress.onRestoreStart(ONE, "ledger", 0, 10);

        assertThat(progress.share()).isZero();
    }
}
