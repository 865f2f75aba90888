package io.millrace.bench.idiomatic;

import java.io.IOException;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Reads an event and checks it. */
final class Parse implements FixedKeyProcessor<String, byte[], Parsed> {
    private final EventReader events;
    private FixedKeyProcessorContext<String, Parsed> context;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
    Parse(Supplier<? extends EventReader> events) {
        this.events = events.get();
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Parsed> taskContext) {
        context = taskContext;
    }

    @Override
    public void process(FixedKeyRecord<String, byte[]> event) {
        context.forward(event.withValue(parsed(event)));
    }

    private Parsed parsed(FixedKeyRecord<String, byte[]> event) {
        try {
            var record = events.read(event.value());
            return new Parsed(event.value(), Rules.hold(record, event.timestamp()) ? record : null, events.position());
        } catch (IOException | AvroRuntimeException malformed) {
            return new Parsed(event.value(), null, 0);
        }
    }
}
