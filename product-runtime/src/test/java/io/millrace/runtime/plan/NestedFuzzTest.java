package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.contracts.product.Identity;
import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.plan.NestedTriples.Node;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/**
 * Damaged records with records, arrays and maps inside: always a verdict, never an exception, never an output that is
 * not one whole record. More cases with {@code -Dmillrace.fuzz.cases=10000000}.
 */
class NestedFuzzTest {
    private static final int CONTRACTS = 60;

    private final long seed = Long.getLong("millrace.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final int cases = Integer.getInteger("millrace.fuzz.cases", 200_000);

    @Test
    void shouldGiveAVerdictOnDamagedNestedAvro() {
        System.out.println("fuzz of nested Avro, seed " + seed);
        for (int i = 0; i < CONTRACTS; i++) {
            NestedTriples.Pair pair = new NestedTriples(random).next();
            OutputPort port = Declared.port("in")
                    .history()
                    .withFields(pair.fields().stream().map(Node::field).toList())
                    .build();
            PlanRunner runner = new PlanRunner(new RandomContract(random).input(), port);
            List<byte[]> seeds = new ArrayList<>();
            for (int j = 0; j < 10; j++) {
                seeds.add(PlanRunner.encode(pair.writer(), new RandomValue(random).record(pair.writer())));
            }
            new FuzzAttack(seed, random)
                    .on(runner, runner.plans.forWriter(pair.writer()), seeds, cases / 2 / CONTRACTS);
        }
    }

    private static Field item(Declared.FieldBuilder field) {
        return field.build();
    }

    private static OutputPort orders() {
        FieldType line = new FieldType.Struct(
                "Line",
                "shop",
                List.of(
                        Declared.field("sku", Simple.STRING, "in.event.lines.sku")
                                .required()
                                .build(),
                        Declared.field("mail", Simple.STRING, "in.event.lines.mail")
                                .mask(new Mask.Pseudonymize("email", Mask.CanonicalForm.LOWER_CASE))
                                .build(),
                        Declared.field("price", new FieldType.Decimal(9, 2), "in.event.lines.price")
                                .build()));
        FieldType matrix = new FieldType.ListOf(item(Declared.field(
                "items",
                new FieldType.ListOf(item(Declared.field("items", Simple.LONG, "in.event.matrix"))),
                "in.event.matrix")));
        FieldType tags = new FieldType.MapOf(
                item(Declared.field("value", Simple.STRING, "in.event.tags").mask(new Mask.KeepLast(2))));
        return Declared.port("in")
                .history()
                .with(
                        Declared.field(
                                "lines",
                                new FieldType.ListOf(item(Declared.field("items", line, "in.event.lines")
                                        .required())),
                                "in.event.lines"),
                        Declared.field("matrix", matrix, "in.event.matrix"),
                        Declared.field("tags", tags, "in.event.tags"))
                .build();
    }

    private static PlanRunner json() {
        return new PlanRunner(Declared.input("in", InputFormat.JSON, new Identity.None()), orders());
    }

    @Test
    void shouldGiveAVerdictOnDamagedNestedJson() {
        System.out.println("fuzz of nested JSON, seed " + seed);
        PlanRunner runner = json();
        String order = "{\"id\":1,\"lines\":[{\"sku\":\"a\\u00e9\",\"mail\":\"a@b.example\",\"price\":\"1.50\"},"
                + "{\"sku\":\"é\",\"price\":2}],\"matrix\":[[1,2],[],[null,3]],\"tags\":{\"k\":\"value\",\"\\n\":null}}";
        String asText = "{\"lines\":\"[{\\\"sku\\\":\\\"x\\\"}]\",\"matrix\":\"[[1]]\",\"tags\":{}}";
        new FuzzAttack(seed, random)
                .on(runner, runner.plans.forJson(), List.of(order.getBytes(UTF_8), asText.getBytes(UTF_8)), cases / 2);
    }

    @Test
    void shouldRefuseEveryTruncationOfANestedRecord() {
        Schema line = SchemaBuilder.record("L")
                .fields()
                .requiredString("sku")
                .optionalString("mail")
                .name("price")
                .type(org.apache.avro.LogicalTypes.decimal(9, 2).addToSchema(Schema.create(Schema.Type.BYTES)))
                .noDefault()
                .endRecord();
        Schema schema = SchemaBuilder.record("O")
                .fields()
                .name("lines")
                .type(Schema.createArray(line))
                .noDefault()
                .name("matrix")
                .type(Schema.createArray(Schema.createArray(Schema.create(Schema.Type.LONG))))
                .noDefault()
                .name("tags")
                .type(Schema.createMap(Schema.create(Schema.Type.STRING)))
                .noDefault()
                .endRecord();
        GenericData.Record first = new GenericData.Record(line);
        first.put("sku", "s");
        first.put("mail", "m@x.example");
        first.put("price", java.nio.ByteBuffer.wrap(new byte[] {1, 2}));
        GenericData.Record record = new GenericData.Record(schema);
        record.put("lines", List.of(first, first));
        record.put("matrix", List.of(List.of(1L, 2L), List.of()));
        record.put("tags", java.util.Map.of("a", "b"));
        PlanRunner runner = new PlanRunner(Declared.input("in", InputFormat.AVRO, new Identity.None()), orders());
        RecordPlan plan = runner.plans.forWriter(schema);
        byte[] whole = PlanRunner.encode(schema, record);

        assertThat(runner.run(plan, PlanRunner.KEY, whole, HeaderLookup.NONE)).isInstanceOf(Outcome.Accepted.class);
        for (int length = 0; length < whole.length; length++) {
            assertThat(runner.run(plan, PlanRunner.KEY, Arrays.copyOf(whole, length), HeaderLookup.NONE))
                    .as("first %d of %d bytes", length, whole.length)
                    .isEqualTo(new Outcome.Rejected(RejectReason.MALFORMED, ""));
        }
        // Bad UTF-8 inside an item is found when the item is read.
        byte[] broken = whole.clone();
        broken[7] = (byte) 0xff;
        assertThat(runner.run(plan, PlanRunner.KEY, broken, HeaderLookup.NONE))
                .isEqualTo(new Outcome.Rejected(RejectReason.MALFORMED, "lines.items"));
    }

    @Test
    void shouldNotTakeLongOverBombs() {
        PlanRunner runner = json();
        String deep = "{\"matrix\":" + "[".repeat(100_000);
        String wide = "{\"matrix\":[" + "[],".repeat(300_000) + "[]]}";
        Schema counts = SchemaBuilder.record("O")
                .fields()
                .name("matrix")
                .type(Schema.createArray(Schema.createArray(Schema.create(Schema.Type.LONG))))
                .noDefault()
                .endRecord();
        PlanRunner avro = new PlanRunner(
                Declared.input("in", InputFormat.AVRO, new Identity.None()),
                Declared.port("in")
                        .history()
                        .with(Declared.field(
                                "matrix", orders().contract().fields().get(1).type(), "in.event.matrix"))
                        .build());
        // A block that says it has 2^61 items.
        byte[] lie = {0, 0, 0, 0, 7, -2, -1, -1, -1, -1, -1, -1, -1, 63, 0};

        long start = System.nanoTime();
        assertThat(runner.json(deep)).isEqualTo(new Outcome.Rejected(RejectReason.MALFORMED, ""));
        assertThat(runner.json(wide)).isInstanceOf(Outcome.Accepted.class);
        assertThat(avro.run(avro.plans.forWriter(counts), PlanRunner.KEY, lie, HeaderLookup.NONE))
                .isEqualTo(new Outcome.Rejected(RejectReason.MALFORMED, ""));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
}
