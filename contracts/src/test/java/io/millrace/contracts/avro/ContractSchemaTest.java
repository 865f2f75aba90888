package io.millrace.contracts.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import io.millrace.contracts.product.RowInputs;
import io.millrace.contracts.product.ServiceLevels;
import io.millrace.contracts.product.StreamChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Test;

class ContractSchemaTest {
    private static final Location HERE = new Location("order.odcs.yaml", 1, 1);
    private static final List<Simple> SIMPLE = List.of(Simple.values());
    private static final Mask CLEAR = new Mask.None("not personal");

    @Test
    void shouldMakeAnOptionalFieldANullableUnion() {
        Schema schema = ContractSchema.of(contract(field("a", Simple.DATE, false, Optional.empty(), CLEAR)));

        assertThat(schema.toString())
                .isEqualTo("{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"checkout.orders\",\"fields\":["
                        + "{\"name\":\"a\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],"
                        + "\"default\":null}]}");
    }

    @Test
    void shouldGiveARequiredFieldItsDefaultAndAMaskedOneNone() {
        Mask redact = new Mask.Redact("***");
        Schema schema = ContractSchema.of(contract(
                field("a", new FieldType.Decimal(5, 2), true, Optional.of("1.5"), CLEAR),
                field("b", Simple.STRING, true, Optional.of("nobody"), redact)));

        assertThat(schema.getField("a").defaultVal()).isEqualTo(new byte[] {0, (byte) 150});
        assertThat(schema.getField("b").hasDefaultValue()).isFalse();
        assertThat(schema.getField("b").getObjectProp("confluent:tags")).isEqualTo(List.of("PII"));
        assertThat(schema.getField("a").getObjectProp("confluent:tags")).isNull();
    }

    @Test
    void shouldSayWhatADefaultMustLookLike() {
        assertThat(FieldDefault.avroValue(Simple.TIMESTAMP_MICROS, "1970-01-01T00:00:01Z"))
                .isEqualTo(1_000_000L);
        assertThat(FieldDefault.avroValue(Simple.DATE, "1970-01-02")).isEqualTo(1);
        assertThatThrownBy(() -> FieldDefault.avroValue(Simple.DATE, "tomorrow"))
                .hasMessage("is not a date such as 2026-01-31");
        assertThatThrownBy(() -> FieldDefault.avroValue(Simple.BOOLEAN, "yes")).hasMessage("is not true or false");
    }

    @Test
    void shouldGiveSchemasThatParseAndStayCompatibleWhenAnOptionalFieldIsAdded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            List<Field> fields = randomFields(random);
            Schema schema = ContractSchema.of(contract(fields.toArray(Field[]::new)));
            assertThat(new Schema.Parser().parse(schema.toString()))
                    .as("seed %d, contract %d", seed, i)
                    .isEqualTo(schema);

            List<Field> more = new ArrayList<>(fields);
            more.add(random.nextInt(fields.size() + 1), field("added", Simple.LONG, false, Optional.empty(), CLEAR));
            Schema next = ContractSchema.of(contract(more.toArray(Field[]::new)));
            assertThat(compatibility(next, schema))
                    .as("seed %d, contract %d", seed, i)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(compatibility(schema, next))
                    .as("seed %d, contract %d", seed, i)
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    private static List<Field> randomFields(Random random) {
        List<Field> fields = new ArrayList<>();
        int count = 1 + random.nextInt(20);
        for (int i = 0; i < count; i++) {
            FieldType type = SIMPLE.get(random.nextInt(SIMPLE.size()));
            Optional<String> defaultValue = Optional.empty();
            if (random.nextInt(4) == 0) {
                int precision = 1 + random.nextInt(38);
                type = new FieldType.Decimal(precision, random.nextInt(precision + 1));
            } else if (type == Simple.STRING && random.nextBoolean()) {
                defaultValue = Optional.of("\"quoted\" \u00e9\n\\");
            } else if (type == Simple.BYTES && random.nextBoolean()) {
                defaultValue = Optional.of("\u00ff\u0000");
            }
            fields.add(field("f" + i, type, random.nextBoolean(), defaultValue, CLEAR));
        }
        return fields;
    }

    private static RowContract contract(Field... fields) {
        return new RowContract(
                "checkout.order",
                "1.0.0",
                "Order",
                "checkout.orders",
                "",
                RowInputs.of("orders"),
                Optional.empty(),
                List.of(fields),
                List.of(),
                ServiceLevels.NONE,
                List.of(),
                HERE,
                StreamChecks.NONE);
    }

    private static Field field(
            String name, FieldType type, boolean required, Optional<String> defaultValue, Mask mask) {
        return new Field(
                name,
                type,
                required,
                OptionalInt.empty(),
                new FieldSource.Path(new FieldPath("orders", List.of("after", name))),
                mask instanceof Mask.None ? Optional.empty() : Optional.of("name"),
                mask,
                List.of(),
                OnViolation.REJECT,
                defaultValue,
                "",
                HERE);
    }
}
