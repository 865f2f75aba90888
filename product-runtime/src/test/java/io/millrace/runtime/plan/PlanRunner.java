package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** Runs a plan on records as the topology would, and decodes what comes out with Avro's own reader. */
final class PlanRunner {
    static final int WRITER_ID = 7;
    static final byte[] KEY = "k".getBytes(UTF_8);

    final List<OutputPort> outputs;
    final InputPlans plans;
    final Row row;
    private final List<Schema> schemas;
    private final List<GenericDatumReader<GenericRecord>> readers;

    PlanRunner(InputPort input, OutputPort... outputs) {
        this.outputs = List.of(outputs);
        Map<String, Integer> ids = new HashMap<>();
        for (int i = 0; i < outputs.length; i++) {
            ids.put(outputs[i].name(), 1000 + i);
        }
        this.plans = InputPlans.compile(input, this.outputs, ids, TestKeys.RING);
        this.row = plans.newRow();
        this.schemas = this.outputs.stream()
                .map(output -> ContractSchema.of(output.contract()))
                .toList();
        // Avro keeps a reader for each schema it has seen in the GenericData: one of its own, or memory grows.
        this.readers = schemas.stream()
                .map(schema -> new GenericDatumReader<GenericRecord>(schema, schema, new GenericData()))
                .toList();
    }

    Outcome json(String text) {
        return run(plans.forJson(), KEY, text.getBytes(UTF_8), HeaderLookup.NONE);
    }

    Outcome avro(Schema schema, GenericRecord record) {
        return run(plans.forWriter(schema), KEY, encode(schema, record), HeaderLookup.NONE);
    }

    Outcome run(RecordPlan plan, byte @Nullable [] key, byte @Nullable [] value, HeaderLookup headers) {
        Optional<RejectReason> refused = plan.read(key, value, headers, row);
        return refused.<Outcome>map(reason -> new Outcome.Rejected(reason, "")).orElseGet(() -> plan.evaluate(0, row));
    }

    /** The value of an accepted row, read by the contract's schema to the last byte. */
    GenericRecord decode(Outcome outcome) {
        return decode(outcome, 0);
    }

    GenericRecord decode(Outcome outcome, int port) {
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        byte[] value = Objects.requireNonNull(((Outcome.Accepted) outcome).value());
        assertThat(ConfluentFraming.isFramed(value)).isTrue();
        assertThat(ConfluentFraming.schemaId(value)).isEqualTo(1000 + port);
        try {
            BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null);
            GenericRecord record = readers.get(port).read(null, decoder);
            assertThat(decoder.isEnd()).as("nothing follows the record").isTrue();
            return record;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The contract's schema, which a port's values are written by. */
    Schema schema(int port) {
        return schemas.get(port);
    }

    static String key(Outcome outcome) {
        return new String(((Outcome.Accepted) outcome).key(), UTF_8);
    }

    static byte[] encode(Schema schema, Object record) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] header = new byte[5];
            ConfluentFraming.writeHeader(header, WRITER_ID);
            bytes.write(header);
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<>(schema).write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
