package io.millrace.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import io.millrace.bench.mesh.BenchMesh;
import io.millrace.contracts.wire.ConfluentFraming;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {
    private static final int COUNT = 200_000;

    private final Events events = new Events(1, 300, 1_700_000_000_000_000L);

    @ParameterizedTest
    @ValueSource(ints = {200, 300, 1024, 20_000})
    void shouldWriteValuesOfTheWantedSizeThatAvroReads(int size, @TempDir Path folder) throws Exception {
        Schema schema = BenchMesh.load(folder).eventSchema();
        var sized = new Events(1, size, 0);
        for (long index = 0; index < 2_000; index++) {
            if (sized.kind(index) == Kind.MALFORMED) {
                continue;
            }
            byte[] value = sized.event(index).value();
            assertThat(value).hasSize(size);
            var decoder = DecoderFactory.get()
                    .binaryDecoder(value, ConfluentFraming.HEADER_LENGTH, size - ConfluentFraming.HEADER_LENGTH, null);
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
            assertThat(decoder.isEnd()).isTrue();
            assertThat(record.get("event_id").toString()).hasSize(36);
        }
    }

    @Test
    void shouldMixKindsInTheAnnouncedShares() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (long index = 0; index < COUNT; index++) {
            counts.merge(events.kind(index), 1, Integer::sum);
        }

        assertThat(counts.getOrDefault(Kind.DUPLICATE, 0)).isCloseTo(COUNT / 100, withPercentage(10));
        assertThat(counts.getOrDefault(Kind.MALFORMED, 0)).isCloseTo(COUNT / 2000, withPercentage(40));
        assertThat(counts.getOrDefault(Kind.INVALID, 0)).isCloseTo(COUNT / 2000, withPercentage(40));
    }

    @Test
    void shouldSendDuplicatesAgainByteByByteAndNothingElse() {
        Set<String> seen = new HashSet<>();
        for (long index = 0; index < 50_000; index++) {
            Event event = events.event(index);
            boolean isNew = seen.add(
                    Arrays.toString(event.key()) + Arrays.hashCode(event.value()) + Checksum.ofAll(event.value()));
            assertThat(isNew).as("event %d", index).isEqualTo(events.kind(index) != Kind.DUPLICATE);
        }
    }

    @Test
    void shouldPreferSomeAccounts() {
        Map<String, Integer> perKey = new HashMap<>();
        for (long index = 0; index < COUNT; index++) {
            perKey.merge(Arrays.toString(events.event(index).key()), 1, Integer::sum);
        }

        int hottest = perKey.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        assertThat(hottest).isBetween(COUNT / 100, COUNT / 5);
        assertThat(perKey).hasSizeGreaterThan(10_000);
    }

    @Test
    void shouldRefuseSizesThatHoldNoEvent() {
        assertThatThrownBy(() -> new Events(1, 100, 0)).hasMessageContaining("200 to 100000 bytes, found 100");
    }
}
