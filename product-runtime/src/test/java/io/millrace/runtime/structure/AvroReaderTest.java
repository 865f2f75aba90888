package io.millrace.runtime.structure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.runtime.record.Output;
import java.time.Duration;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class AvroReaderTest {
    private final Layout layout = new Layout();
    private final int wanted = layout.slot(List.of("wanted"));
    private final Slots slots = new Slots(layout.size());

    private boolean read(Schema skipped, Output bytes) {
        Schema record = SchemaBuilder.record("R")
                .fields()
                .name("skipped")
                .type(skipped)
                .noDefault()
                .requiredString("wanted")
                .endRecord();
        slots.clear();
        return AvroReader.compile(record, layout).read(bytes.toByteArray(), 0, slots);
    }

    private static Output bytes(long... numbers) {
        Output out = new Output(64);
        for (long number : numbers) {
            out.writeLong(number);
        }
        return out;
    }

    private static Output thenWanted(Output out) {
        out.writeSpan("x".getBytes(UTF_8), 0, 1);
        return out;
    }

    private static final Schema LONGS = Schema.createArray(Schema.create(Schema.Type.LONG));

    @Test
    void shouldSkipArraysInBlocksWithAndWithoutSizes() {
        assertThat(read(LONGS, thenWanted(bytes(2, 7, 8, 0)))).isTrue();
        assertThat(read(LONGS, thenWanted(bytes(-2, 2, 7, 8, 1, 9, 0)))).isTrue();
        assertThat(slots.length(wanted)).isEqualTo(1);
        assertThat(read(Schema.createMap(Schema.create(Schema.Type.NULL)), thenWanted(bytes(0))))
                .isTrue();
    }

    @Test
    void shouldRefuseCountsAndLengthsBeyondTheBytes() {
        for (long count : new long[] {3, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
            assertThat(read(LONGS, bytes(count, 7))).as("count %d", count).isFalse();
        }
        for (long length : new long[] {1, 100, -1, Long.MAX_VALUE, Integer.MAX_VALUE, 1L << 32}) {
            assertThat(read(Schema.create(Schema.Type.STRING), bytes(length)))
                    .as("length %d", length)
                    .isFalse();
        }
    }

    @Test
    void shouldNotCountThroughItemsThatTakeNoBytes() {
        Schema nothings = Schema.createArray(Schema.create(Schema.Type.NULL));

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> assertThat(read(nothings, thenWanted(bytes(Long.MAX_VALUE, 1L << 60, 0))))
                        .isTrue());
    }

    @Test
    void shouldBoundTheDepthOfRecursiveValues() {
        Schema node = Schema.createRecord("Node", null, "t", false);
        node.setFields(List.of(new Schema.Field("next", Schema.createUnion(Schema.create(Schema.Type.NULL), node))));

        assertThat(read(node, thenWanted(bytes(1, 1, 1, 0)))).isTrue();
        Output deep = new Output(64);
        for (int i = 0; i < 1_000_000; i++) {
            deep.writeLong(1);
        }
        assertThat(read(node, deep)).isFalse();
    }

    @Test
    void shouldRefuseWhatNoAvroWriterWrites() {
        assertThat(read(Schema.create(Schema.Type.LONG), new Output(16))).isFalse();
        Output endless = new Output(64);
        for (int i = 0; i < 11; i++) {
            endless.writeByte(0xff);
        }
        assertThat(read(Schema.create(Schema.Type.LONG), endless)).isFalse();
        assertThat(read(Schema.createUnion(Schema.create(Schema.Type.NULL)), thenWanted(bytes(1))))
                .isFalse();
        assertThat(read(Schema.create(Schema.Type.NULL), bytes(1, -128)))
                .as("half a code point")
                .isFalse();
        Output trailing = thenWanted(new Output(16));
        trailing.writeByte(0);
        assertThat(read(Schema.create(Schema.Type.NULL), trailing))
                .as("a byte too many")
                .isFalse();
    }

    @Test
    void shouldSayWhyAPathIsNotThere() {
        Schema record = SchemaBuilder.record("R")
                .fields()
                .name("wanted")
                .type(Schema.createUnion(Schema.create(Schema.Type.STRING), Schema.create(Schema.Type.LONG)))
                .noDefault()
                .endRecord();

        AvroReader reader = AvroReader.compile(record, layout);

        assertThat(reader.type(wanted)).isEmpty();
        assertThat(reader.problem(wanted)).contains("union", "2 branches");
    }
}
