package io.millrace.ingest.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class CanonicalKeyTest {

    @Test
    void shouldBeTheTextOfASingleColumn() {
        assertThat(key(Schema.INT64_SCHEMA, -5L)).isEqualTo("-5");
        assertThat(key(Schema.STRING_SCHEMA, "a|b\\c")).isEqualTo("a|b\\c");
        assertThat(key(Schema.BOOLEAN_SCHEMA, true)).isEqualTo("true");
        assertThat(key(Decimal.schema(2), new BigDecimal("1.50"))).isEqualTo("1.50");
        assertThat(key(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {1, -1})))
                .isEqualTo("01ff");
        assertThat(key(SchemaBuilder.int32().name("io.debezium.time.Date").build(), 20_000))
                .isEqualTo("2024-10-04");
    }

    /** Else NaN would be the row of key 0. */
    @Test
    void shouldNeverTakeWhatIsNoValueForOne() {
        Schema date = SchemaBuilder.int32().name("io.debezium.time.Date").build();
        assertThat(key(Decimal.schema(2), Omission.NOT_FINITE.decimal(2))).isEqualTo("not-finite");
        assertThat(key(date, Omission.NOT_FINITE.days())).isEqualTo("not-finite");
    }

    @Test
    void shouldTellCompositeKeysApartWhateverTheyHold() {
        assertThat(key("a", "b")).isEqualTo("a|b");
        assertThat(key("a|", "b")).isEqualTo("a\\||b");
        assertThat(key("a", "|b")).isEqualTo("a|\\|b");
        assertThat(key("a\\", "|b")).isEqualTo("a\\\\|\\|b");
        assertThat(key("a\\|", "b")).isEqualTo("a\\\\\\||b");
    }

    @Test
    void shouldRefuseATypeWithoutText() {
        Schema list = SchemaBuilder.array(Schema.INT32_SCHEMA).build();
        assertThatThrownBy(() -> key(list, java.util.List.of(77)))
                .hasMessageContaining("key column k")
                .hasMessageNotContaining("77");
    }

    private static String key(Schema type, Object value) {
        Schema schema = SchemaBuilder.struct().field("k", type).build();
        return new String(CanonicalKey.of(new Struct(schema).put("k", value)), StandardCharsets.UTF_8);
    }

    private static String key(String first, String second) {
        Schema schema = SchemaBuilder.struct()
                .field("a", Schema.STRING_SCHEMA)
                .field("b", Schema.STRING_SCHEMA)
                .build();
        return new String(CanonicalKey.of(new Struct(schema).put("a", first).put("b", second)), StandardCharsets.UTF_8);
    }
}
