package io.millrace.runtime.code;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * The context that a processor of the code gets: what it schedules is guarded as the processor is, and everything else is
 * Kafka Streams' own. Processors of the DSL get the real one, of which they know more than its interface says.
 */
abstract class GuardedContext implements ProcessingContext {
    private final String node;
    private final ProcessingContext real;

    private GuardedContext(String node, ProcessingContext real) {
        this.node = node;
        this.real = real;
    }

    static <K, V> ProcessorContext<K, V> of(String node, ProcessorContext<K, V> real) {
        return new OfRecords<>(node, real);
    }

    static <K, V> FixedKeyProcessorContext<K, V> of(String node, FixedKeyProcessorContext<K, V> real) {
        return new OfFixedKeys<>(node, real);
    }

    private static final class OfRecords<K, V> extends GuardedContext implements ProcessorContext<K, V> {
        private final ProcessorContext<K, V> children;

        OfRecords(String node, ProcessorContext<K, V> real) {
            super(node, real);
            this.children = real;
        }

        @Override
        public <K1 extends K, V1 extends V> void forward(Record<K1, V1> row) {
            children.forward(row);
        }

        @Override
        public <K1 extends K, V1 extends V> void forward(Record<K1, V1> row, String child) {
            children.forward(row, child);
        }
    }

    private static final class OfFixedKeys<K, V> extends GuardedContext implements FixedKeyProcessorContext<K, V> {
        private final FixedKeyProcessorContext<K, V> children;

        OfFixedKeys(String node, FixedKeyProcessorContext<K, V> real) {
            super(node, real);
            this.children = real;
        }

        @Override
        public <K1 extends K, V1 extends V> void forward(FixedKeyRecord<K1, V1> row) {
            children.forward(row);
        }

        @Override
        public <K1 extends K, V1 extends V> void forward(FixedKeyRecord<K1, V1> row, String child) {
            children.forward(row, child);
        }
    }

    @Override
    public Cancellable schedule(Duration interval, PunctuationType type, Punctuator code) {
        return real.schedule(interval, type, guarded(code));
    }

    @Override
    public Cancellable schedule(Instant first, Duration interval, PunctuationType type, Punctuator code) {
        return real.schedule(first, interval, type, guarded(code));
    }

    private Punctuator guarded(Punctuator code) {
        return time -> GuardedProcessors.guarded(node, () -> code.punctuate(time));
    }

    @Override
    public String applicationId() {
        return real.applicationId();
    }

    @Override
    public TaskId taskId() {
        return real.taskId();
    }

    @Override
    public Optional<RecordMetadata> recordMetadata() {
        return real.recordMetadata();
    }

    @Override
    public Serde<?> keySerde() {
        return real.keySerde();
    }

    @Override
    public Serde<?> valueSerde() {
        return real.valueSerde();
    }

    @Override
    public File stateDir() {
        return real.stateDir();
    }

    @Override
    public StreamsMetrics metrics() {
        return real.metrics();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // Kafka Streams' signature
    public <S extends StateStore> S getStateStore(String name) {
        return real.getStateStore(name);
    }

    @Override
    public void commit() {
        real.commit();
    }

    @Override
    public Map<String, Object> appConfigs() {
        return real.appConfigs();
    }

    @Override
    public Map<String, Object> appConfigsWithPrefix(String prefix) {
        return real.appConfigsWithPrefix(prefix);
    }

    @Override
    public long currentSystemTimeMs() {
        return real.currentSystemTimeMs();
    }

    @Override
    public long currentStreamTimeMs() {
        return real.currentStreamTimeMs();
    }
}
