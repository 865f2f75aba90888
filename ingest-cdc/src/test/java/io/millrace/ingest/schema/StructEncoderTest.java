package io.millrace.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.wire.ConfluentFraming;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

/** Avro's own reader is the judge. */
class StructEncoderTest {

    @Test
    void shouldWriteEveryTypeSoThatAvroReadsItBack() throws IOException {
        Schema inner = SchemaBuilder.struct()
                .name("x.Inner")
                .field("n", Schema.INT64_SCHEMA)
                .optional()
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("x.All")
                .field("i8", Schema.INT8_SCHEMA)
                .field("i16", Schema.INT16_SCHEMA)
                .field("i32", Schema.INT32_SCHEMA)
                .field("i64", Schema.INT64_SCHEMA)
                .field("f32", Schema.FLOAT32_SCHEMA)
                .field("f64", Schema.FLOAT64_SCHEMA)
                .field("flag", Schema.BOOLEAN_SCHEMA)
                .field("text", Schema.STRING_SCHEMA)
                .field("bytes", Schema.BYTES_SCHEMA)
                .field(
                        "list",
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA).build())
                .field(
                        "map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .field("one", inner)
                .field("two", inner)
                .build();
        Struct struct = new Struct(schema)
                .put("i8", (byte) -1)
                .put("i16", (short) 300)
                .put("i32", Integer.MIN_VALUE)
                .put("i64", Long.MIN_VALUE)
                .put("f32", 1.5f)
                .put("f64", Math.PI)
                .put("flag", true)
                .put("text", "Grüße 😀")
                .put("bytes", ByteBuffer.wrap(new byte[] {0, -1}))
                .put("list", java.util.Arrays.asList("a", null))
                .put("map", Map.of("k", 3))
                .put("one", new Struct(inner).put("n", 5L))
                .put("two", null);
        GenericRecord record = read(schema, struct);
        assertThat(record.get("i8")).isEqualTo(-1);
        assertThat(record.get("i16")).isEqualTo(300);
        assertThat(record.get("i32")).isEqualTo(Integer.MIN_VALUE);
        assertThat(record.get("i64")).isEqualTo(Long.MIN_VALUE);
        assertThat(record.get("f32")).isEqualTo(1.5f);
        assertThat(record.get("f64")).isEqualTo(Math.PI);
        assertThat(record.get("flag")).isEqualTo(true);
        assertThat(record.get("text").toString()).isEqualTo("Grüße 😀");
        assertThat(record.get("bytes")).isEqualTo(ByteBuffer.wrap(new byte[] {0, -1}));
        assertThat(record.get("list").toString()).isEqualTo("[a, null]");
        assertThat(record.get("map").toString()).isEqualTo("{k=3}");
        assertThat(((GenericRecord) record.get("one")).get("n")).isEqualTo(5L);
        assertThat(record.get("two")).isNull();
    }

    @Test
    void shouldWriteAnyNumberTextAndNestingAlike() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Schema schema = SchemaBuilder.struct()
                .name("x.Random")
                .field("n", Schema.OPTIONAL_INT64_SCHEMA)
                .field("s", Schema.OPTIONAL_STRING_SCHEMA)
                .field("l", SchemaBuilder.array(Schema.INT64_SCHEMA).optional().build())
                .build();
        for (int i = 0; i < 5_000; i++) {
            Long number = random.nextInt(8) == 0 ? null : (Long) (random.nextLong() >> random.nextInt(64));
            String text = random.nextInt(8) == 0 ? null : "é".repeat(random.nextInt(3_000));
            List<Long> list = new ArrayList<>();
            for (int k = random.nextInt(5); k > 0; k--) {
                list.add(random.nextLong());
            }
            GenericRecord record = read(
                    schema, new Struct(schema).put("n", number).put("s", text).put("l", list));
            assertThat(record.get("n")).as("seed %d", seed).isEqualTo(number);
            assertThat(record.get("s") == null ? null : record.get("s").toString())
                    .as("seed %d", seed)
                    .isEqualTo(text);
            assertThat(List.copyOf((List<?>) record.get("l")))
                    .as("seed %d", seed)
                    .isEqualTo(list);
        }
    }

    @Test
    void shouldGiveSemanticTypesTheirLogicalTypeAndKeepTheirName() {
        org.apache.avro.Schema avro = AvroSchemas.of(SchemaBuilder.struct()
                .name("x.Times")
                .field("d", named(SchemaBuilder.int32(), "io.debezium.time.Date"))
                .field("t", named(SchemaBuilder.int64(), "io.debezium.time.MicroTime"))
                .field("ms", named(SchemaBuilder.int64(), "io.debezium.time.Timestamp"))
                .field("us", named(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"))
                .field("z", named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"))
                .build());
        assertThat(avro.getField("d").schema().getLogicalType()).isEqualTo(LogicalTypes.date());
        assertThat(avro.getField("t").schema().getLogicalType()).isEqualTo(LogicalTypes.timeMicros());
        assertThat(avro.getField("ms").schema().getLogicalType()).isEqualTo(LogicalTypes.timestampMillis());
        assertThat(avro.getField("us").schema().getLogicalType()).isEqualTo(LogicalTypes.timestampMicros());
        assertThat(avro.getField("z").schema().getLogicalType()).isNull();
        assertThat(avro.getField("z").schema().getProp("connect.name")).isEqualTo("io.debezium.time.ZonedTimestamp");
    }

    @Test
    void shouldWriteDecimalsWithTheirScale() throws IOException {
        Schema decimal =
                Decimal.builder(2).parameter("connect.decimal.precision", "12").build();
        Schema schema =
                SchemaBuilder.struct().name("x.Money").field("total", decimal).build();
        GenericRecord record = read(schema, new Struct(schema).put("total", new BigDecimal("-1234.50")));
        var field = record.getSchema().getField("total").schema();
        assertThat(field.getLogicalType()).isEqualTo(LogicalTypes.decimal(12, 2));
        assertThat(new Conversions.DecimalConversion()
                        .fromBytes((ByteBuffer) record.get("total"), field, field.getLogicalType()))
                .isEqualTo(new BigDecimal("-1234.50"));
    }

    @Test
    void shouldKeepANullWhereTheColumnHasADefault() throws IOException {
        Schema defaulted = SchemaBuilder.string().optional().defaultValue("EUR").build();
        Schema schema = SchemaBuilder.struct()
                .name("x.Row")
                .field("currency", defaulted)
                .build();
        assertThat(read(schema, new Struct(schema).put("currency", null)).get("currency"))
                .isNull();
    }

    @Test
    void shouldNameTheFieldAndNotTheValueWhereARequiredOneIsNull() {
        Schema schema = SchemaBuilder.struct()
                .name("x.Row")
                .field("secret", Schema.STRING_SCHEMA)
                .field("email", Schema.STRING_SCHEMA)
                .build();
        Struct struct = new Struct(schema).put("secret", "hush");
        assertThatThrownBy(() -> StructEncoder.compile(schema).encode(struct, 1, 1_000_000))
                .hasMessageContaining("x.Row.email")
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldFrameWithTheSchemaId() {
        Schema schema = SchemaBuilder.struct()
                .name("x.Row")
                .field("n", Schema.INT32_SCHEMA)
                .build();
        byte[] value = StructEncoder.compile(schema)
                .encode(new Struct(schema).put("n", 1), 0x01020304, 100)
                .value();
        assertThat(value).containsExactly(0, 1, 2, 3, 4, 2);
    }

    private static Schema named(SchemaBuilder builder, String name) {
        return builder.name(name).build();
    }

    private static GenericRecord read(Schema schema, Struct struct) throws IOException {
        StructEncoder encoder = StructEncoder.compile(schema);
        byte[] value = encoder.encode(struct, 42, 1_000_000).value();
        int header = ConfluentFraming.HEADER_LENGTH;
        // Through text, as a registry hands it out.
        var parsed =
                new org.apache.avro.Schema.Parser().parse(encoder.avroSchema().toString());
        var decoder = DecoderFactory.get().binaryDecoder(value, header, value.length - header, null);
        GenericRecord record = new GenericDatumReader<GenericRecord>(parsed).read(null, decoder);
        assertThat(decoder.isEnd()).isTrue();
        return record;
    }
}
