package io.millrace.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.ingest.position.Landmark;
import org.junit.jupiter.api.Test;

class WatermarkTest {
    private final Watermark watermark = new Watermark();

    @Test
    void shouldReachATransactionOnlyOnceALaterOneCame() {
        event(7, 5_000);
        event(7, 5_000);
        assertThat(watermark.millis(9_999)).isZero();
        event(8, 6_000);
        assertThat(watermark.millis(9_999)).isEqualTo(5_000);
    }

    @Test
    void shouldNeverGoBackNorLieInTheFuture() {
        event(7, 5_000);
        event(8, 4_000);
        event(9, 90_000);
        assertThat(watermark.millis(9_999)).isEqualTo(5_000);
        event(10, 90_001);
        assertThat(watermark.millis(9_999)).isEqualTo(9_999);
    }

    private void event(long transaction, long commitMillis) {
        watermark.add(new Landmark(1, transaction, commitMillis * 1_000, ""));
    }
}
