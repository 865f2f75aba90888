package io.millrace.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.fixture.Payments;
import io.millrace.runtime.metrics.PortBalance;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SilenceMonitorTest {
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final AtomicLong accepted = new AtomicLong(7);
    private final AtomicLong complete = new AtomicLong();
    private final SilenceMonitor monitor =
            new SilenceMonitor(Payments.product("silent").build(), () -> Instant.ofEpochMilli(now.get()));

    @Test
    void shouldCountFromTheStartAndBeginAnewWithEachRecordSent() {
        observeAfter(Duration.ZERO);
        assertThat(monitor.silenceMillis("settled")).hasValue(0);

        observeAfter(Duration.ofSeconds(30));
        assertThat(monitor.silenceMillis("settled")).hasValue(30_000);

        accepted.incrementAndGet();
        observeAfter(Duration.ofSeconds(30));
        assertThat(monitor.silenceMillis("settled")).hasValue(0);
    }

    @Test
    void shouldBreakThePromiseOnlyBeyondItAndKeepItAgainWithTheNextRecord() {
        observeAfter(Duration.ZERO);
        observeAfter(Payments.FREQUENCY);
        assertThat(monitor.exceeded("settled")).isFalse();

        observeAfter(Duration.ofMillis(1));
        assertThat(monitor.exceeded("settled")).isTrue();

        accepted.incrementAndGet();
        observeAfter(Duration.ofSeconds(1));
        assertThat(monitor.exceeded("settled")).isFalse();
    }

    @Test
    void shouldNotTakePartitionsThatWentElsewhereForRecordsSent() {
        observeAfter(Duration.ZERO);
        accepted.set(2);
        observeAfter(Duration.ofSeconds(10));

        assertThat(monitor.silenceMillis("settled")).hasValue(10_000);
    }

    @Test
    void shouldNotTakeASourceInWhichNothingChangesForSilenceButOneWhoseIngestionStands() {
        observeAfter(Duration.ZERO);
        complete.set(now.get() + Payments.FREQUENCY.toMillis());
        observeAfter(Payments.FREQUENCY.plusSeconds(5));
        assertThat(monitor.silenceMillis("settled")).hasValue(5_000);
        assertThat(monitor.exceeded("settled")).isFalse();

        observeAfter(Payments.FREQUENCY);
        assertThat(monitor.exceeded("settled")).isTrue();
    }

    @Test
    void shouldSayNothingOfAPortItDoesNotKnow() {
        observeAfter(Duration.ZERO);

        assertThat(monitor.silenceMillis("other")).isEmpty();
        assertThat(monitor.exceeded("other")).isFalse();
    }

    private void observeAfter(Duration passed) {
        now.addAndGet(passed.toMillis());
        monitor.update(
                this::balance, port -> complete.get() == 0 ? OptionalLong.empty() : OptionalLong.of(complete.get()));
    }

    private PortBalance balance(OutputPort port) {
        return new PortBalance(accepted.get(), 0, 0, 0, 0, 0, 0, Map.of());
    }
}
