package io.millrace.bench.idiomatic;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.key.KeyRing;
import io.millrace.runtime.topology.HeaderNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Copies the event into the contract's record, with tokens for what is personal, and sets the standard headers. */
final class Mask implements Processor<String, Parsed, String, byte[]> {
    private final Schema schema;
    private final byte[] contract;
    private final byte[] operation;
    private final FramedAvro avro;
    private final Tokens accounts;
    private final Tokens emails;
    private ProcessorContext<String, byte[]> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Mask(Schema schema, String contract, String operation, Supplier<FramedAvro> avro, KeyRing keys) {
        this.schema = schema;
        this.contract = contract.getBytes(UTF_8);
        this.operation = operation.getBytes(UTF_8);
        this.avro = avro.get();
        this.accounts = new Tokens(keys, "bench.account");
        this.emails = new Tokens(keys, "bench.email");
    }

    @Override
    public void init(ProcessorContext<String, byte[]> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(Record<String, Parsed> event) {
        GenericRecord in = Objects.requireNonNull(event.value().record());
        String account = accounts.of(in.get("account").toString());
        var out = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            out.put(field.pos(), in.get(field.name()));
        }
        out.put("account", account);
        out.put("email", emails.of(in.get("email").toString()));
        try {
            context.forward(new Record<>(account, avro.write(out), event.timestamp(), headers(event.timestamp())));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private RecordHeaders headers(long ingestedAt) {
        RecordMetadata at = context.recordMetadata().orElseThrow();
        var headers = new RecordHeaders();
        headers.add(HeaderNames.CONTRACT, contract);
        headers.add(HeaderNames.SOURCE, (at.topic() + "-" + at.partition() + "-" + at.offset()).getBytes(UTF_8));
        headers.add(HeaderNames.INGESTED_AT, Long.toString(ingestedAt).getBytes(UTF_8));
        headers.add(
                HeaderNames.PROCESSED_AT,
                Long.toString(context.currentSystemTimeMs()).getBytes(UTF_8));
        headers.add(HeaderNames.OPERATION, operation);
        return headers;
    }
}
