package io.millrace.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.plan.NestedTriples.Node;
import io.millrace.runtime.record.Outcome;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The differential test for records in records, arrays and maps: what {@link PlanDifferentialTest} is for flat ones.
 * More triples with {@code -Dmillrace.differential.triples=1000000}, the same again with {@code -Dmillrace.seed=...}.
 */
class NestedDifferentialTest {
    private static final int RECORDS_PER_CONTRACT = 8;

    @Test
    void shouldMakeOfEveryNestedRecordWhatTheContractMeans() throws IOException {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        int triples = Integer.getInteger("millrace.differential.triples", 30_000);
        System.out.println("nested differential seed " + seed + ", triples " + triples);
        int accepted = 0;
        for (int i = 0; i < triples / RECORDS_PER_CONTRACT; i++) {
            accepted += contract(seed + i);
        }
        System.out.println("accepted " + accepted);
        assertThat(accepted).as("enough records get through to compare values").isGreaterThan(triples / 10);
    }

    private static int contract(long seed) throws IOException {
        Random random = new Random(seed);
        NestedTriples.Pair pair = new NestedTriples(random).next();
        OutputPort port = Declared.port("in")
                .history()
                .withFields(pair.fields().stream().map(Node::field).toList())
                .build();
        PlanRunner runner = new PlanRunner(new RandomContract(random).input(), port);
        RecordPlan plan = runner.plans.forWriter(pair.writer());
        var reader = new InOrder(pair.writer());
        int accepted = 0;
        for (int i = 0; i < RECORDS_PER_CONTRACT; i++) {
            GenericRecord written = new RandomValue(random).record(pair.writer());
            byte[] value = PlanDifferentialTest.encode(pair.writer(), written, random);
            GenericRecord read =
                    reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
            Outcome actual = runner.run(plan, PlanRunner.KEY, value, HeaderLookup.NONE);
            accepted += compare(runner, pair, read, ReferenceInput.AVRO, actual, "seed " + seed + " record " + i);
        }
        return accepted;
    }

    /** Avro's reader, with the entries of maps in the order of the bytes: the first that is wrong is what is told. */
    private static final class InOrder extends GenericDatumReader<GenericRecord> {
        InOrder(Schema schema) {
            super(schema, schema, new GenericData());
        }

        @Override
        protected Object newMap(@Nullable Object old, int size) {
            return new LinkedHashMap<>();
        }
    }

    static int compare(
            PlanRunner runner,
            NestedTriples.Pair pair,
            Object read,
            ReferenceInput input,
            Outcome actual,
            String where) {
        Set<String> flags = new LinkedHashSet<>();
        Map<String, @Nullable Object> expected;
        try {
            expected = new NestedReference(input, flags).record(pair.fields(), read, "event", "");
        } catch (NestedReference.Refused refused) {
            assertThat(actual)
                    .as(() -> where + " of " + read + " by " + pair.fields())
                    .isEqualTo(refused.why());
            return 0;
        }
        assertThat(actual)
                .as(() -> where + " expected " + expected + " of " + read + " by " + pair.fields())
                .isInstanceOf(Outcome.Accepted.class);
        GenericRecord out = runner.decode(actual);
        for (Node node : pair.fields()) {
            Field field = node.field();
            assertThat(NestedReference.normalised(field.type(), out.get(field.name())))
                    .as(() -> where + " field " + field)
                    .isEqualTo(expected.get(field.name()));
        }
        ReferenceBytes.verify(runner, pair.fields().stream().map(Node::field).toList(), expected, actual, where);
        assertThat(((Outcome.Accepted) actual).flags()).as(where).isEqualTo(String.join(",", flags));
        return 1;
    }
}
