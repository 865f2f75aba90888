package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.runtime.deadletter.DeadLetterWriter;
import io.millrace.runtime.deadletter.Rejection;
import io.millrace.runtime.record.Outcome;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends the rejected records of one input port to the product's dead-letter topic. One per task. */
final class DeadLetterSink {
    private final Product product;
    private final InputPort input;
    private final String sink;
    private final DeadLetterWriter writer;

    DeadLetterSink(Product product, InputPort input, String sink, DeadLetterWriter writer) {
        this.product = product;
        this.input = input;
        this.sink = sink;
        this.writer = writer;
    }

    /** @param port the port that rejected the record; empty for all that read the input */
    void send(
            ProcessorContext<byte[], byte[]> context,
            InputRecord record,
            Outcome.Rejected rejected,
            Optional<OutputPort> port,
            long nowMillis) {
        var rejection = new Rejection(
                rejected.reason(),
                rejected.element(),
                product.qualifiedName(),
                input.name(),
                port.map(OutputPort::name),
                port.map(some -> some.contract().reference()),
                record.coordinate(),
                record.timestamp());
        byte[] value = writer.write(rejection, record.original(), Instant.ofEpochMilli(nowMillis));
        byte[] key = rejection.source().toString().getBytes(UTF_8);
        context.forward(new Record<>(key, value, BrokerTime.clamped(record.timestamp(), nowMillis)), sink);
    }
}
