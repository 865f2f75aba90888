package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class CoordinateTextTest {
    private final CoordinateText text = new CoordinateText();

    @Test
    void shouldWriteCoordinatesAsTheyAreWrittenElsewhere() {
        for (String topic : new String[] {"shop.orders", "b\u00fccher-1"}) {
            for (int partition : new int[] {0, 3, 120}) {
                for (long offset : new long[] {0, 9, 10, 11, 99_999, 100_000, Long.MAX_VALUE}) {
                    var record = new InputRecord(topic, partition, offset, 0, null, null, new RecordHeaders());

                    assertThat(new String(text.of(record), UTF_8))
                            .isEqualTo(record.coordinate().toString());
                }
            }
        }
    }
}
