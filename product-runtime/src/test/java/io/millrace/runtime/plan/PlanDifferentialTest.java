package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.plan.RandomSchema.Leaf;
import io.millrace.runtime.record.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericEnumSymbol;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random (schema, contract, record) triples: the plan's output, read by Avro's own reader with the contract's schema,
 * equals what a straightforward implementation makes of the record as Avro's own reader sees it, and is byte for byte
 * what Avro's own writer makes of that. Half of the records come from a writer whose schema has lost fields that have
 * defaults or nobody reads, and has others. More triples with
 * {@code -Dmillrace.differential.triples=1000000}, the same again with {@code -Dmillrace.seed=...}.
 */
class PlanDifferentialTest {
    private static final int RECORDS_PER_CONTRACT = 8;

    @Test
    void shouldMakeOfEveryRecordWhatTheContractMeans() throws IOException {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        int triples = Integer.getInteger("millrace.differential.triples", 50_000);
        System.out.println("differential seed " + seed + ", triples " + triples);
        int accepted = 0;
        for (int i = 0; i < triples / RECORDS_PER_CONTRACT; i++) {
            accepted += contract(seed + i);
        }
        System.out.println("accepted " + accepted);
        assertThat(accepted).as("enough records get through to compare values").isGreaterThan(triples / 10);
    }

    private static int contract(long seed) throws IOException {
        Random random = new Random(seed);
        RandomSchema schemas = new RandomSchema(random);
        Schema schema = schemas.next();
        RandomContract contracts = new RandomContract(random);
        OutputPort port = contracts.next(schemas.leaves());
        PlanRunner runner = new PlanRunner(contracts.input(), port);
        Schema other = schemas.otherVersion(schema, path -> !contracts.misses(path, port));
        return records(random, runner, contracts, port, schema, "seed " + seed + " record ")
                + records(random, runner, contracts, port, other, "seed " + seed + " of another version, record ");
    }

    private static int records(
            Random random, PlanRunner runner, RandomContract contracts, OutputPort port, Schema schema, String where)
            throws IOException {
        RecordPlan plan = runner.plans.forWriter(schema);
        var reader = new GenericDatumReader<GenericRecord>(schema, schema, new GenericData());
        int accepted = 0;
        for (int i = 0; i < RECORDS_PER_CONTRACT / 2; i++) {
            GenericRecord written = new RandomValue(random).record(schema);
            byte[] value = encode(schema, written, random);
            GenericRecord read =
                    reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
            Outcome actual = runner.run(plan, PlanRunner.KEY, value, HeaderLookup.NONE);
            accepted += compare(runner, contracts, port, read, actual, where + i);
        }
        return accepted;
    }

    private static int compare(
            PlanRunner runner,
            RandomContract contracts,
            OutputPort port,
            GenericRecord read,
            Outcome actual,
            String where) {
        Map<String, @Nullable Object> clear = new LinkedHashMap<>();
        Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        Set<String> flags = new LinkedHashSet<>();
        Optional<Outcome.Rejected> rejected = Optional.empty();
        for (int i = 0; i < port.contract().fields().size() && rejected.isEmpty(); i++) {
            Field field = port.contract().fields().get(i);
            Leaf leaf = contracts.leavesOfFields().get(i);
            ReferencePlan.Expected value = ReferencePlan.clear(field, leaf, at(read, leaf.path()), flags);
            rejected = value.rejected();
            clear.put(field.name(), value.value().orElse(null));
        }
        for (int i = 0; i < port.contract().fields().size() && rejected.isEmpty(); i++) {
            Field field = port.contract().fields().get(i);
            ReferencePlan.Expected value = ReferencePlan.masked(field, clear.get(field.name()));
            rejected = value.rejected();
            expected.put(field.name(), value.value().orElse(null));
        }
        if (rejected.isPresent()) {
            assertThat(actual)
                    .as(() -> where + " of " + read + " by " + port.contract().fields())
                    .isEqualTo(rejected.get());
            return 0;
        }
        assertThat(actual)
                .as(() -> where + " expected " + expected + " of " + read + " by "
                        + port.contract().fields())
                .isInstanceOf(Outcome.Accepted.class);
        GenericRecord out = runner.decode(actual);
        for (Field field : port.contract().fields()) {
            assertThat(normalised(field.type(), out.get(field.name())))
                    .as(() -> where + " field " + field.name() + " of type " + field.type())
                    .isEqualTo(expected.get(field.name()));
        }
        ReferenceBytes.verify(runner, port.contract().fields(), expected, actual, where);
        assertThat(((Outcome.Accepted) actual).flags()).as(where).isEqualTo(String.join(",", flags));
        return 1;
    }

    private static @Nullable Object at(GenericRecord record, String path) {
        @Nullable Object value = record;
        for (String step : path.substring("event.".length()).split("\\.", -1)) {
            value = value instanceof GenericRecord parent && parent.hasField(step) ? parent.get(step) : null;
        }
        return value;
    }

    static @Nullable Object normalised(FieldType type, @Nullable Object value) {
        if (value == null) {
            return null;
        } else if (type instanceof FieldType.Decimal decimal) {
            return new BigDecimal(new BigInteger(((ByteBuffer) value).array()), decimal.scale());
        } else if (value instanceof CharSequence || value instanceof GenericEnumSymbol) {
            return value.toString();
        } else if (value instanceof Integer || value instanceof Long) {
            return ((Number) value).longValue();
        }
        return value instanceof Float real ? (Object) (double) real : value;
    }

    /** Sometimes in small blocks with their sizes: the other way Avro writes arrays and maps. */
    static byte[] encode(Schema schema, GenericRecord record, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] header = new byte[5];
        ConfluentFraming.writeHeader(header, PlanRunner.WRITER_ID);
        bytes.write(header);
        EncoderFactory factory = new EncoderFactory().configureBlockSize(64);
        BinaryEncoder encoder =
                random.nextBoolean() ? factory.blockingBinaryEncoder(bytes, null) : factory.binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    @Test
    void shouldRefuseConversionsThatCanNeverBeMeant() {
        Schema schema = org.apache.avro.SchemaBuilder.record("R")
                .fields()
                .requiredDouble("f")
                .endRecord();
        PlanRunner runner = new PlanRunner(
                Declared.input(
                        "in",
                        io.millrace.contracts.product.InputFormat.AVRO,
                        new io.millrace.contracts.product.Identity.None()),
                Declared.port("in")
                        .with(Declared.field("o", FieldType.Simple.DATE, "in.event.f"))
                        .build());

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                PlanException.class, () -> runner.plans.forWriter(schema))
                        .problems())
                .singleElement()
                .asString()
                .contains("field 'o'", "in.event.f", "double", "DATE");
    }
}
