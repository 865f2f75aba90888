package io.millrace.runtime.code;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.ProcessorWrapper;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.WrappedFixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.WrappedProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every processor of a Java topology, those of the DSL included, and what they schedule, and turns what
 * the code throws into a {@link CodeException} before Kafka Streams writes its text to the log. Kafka Streams makes it by
 * its class name.
 */
public final class GuardedProcessors implements ProcessorWrapper {
    private static final String OURS = "io.millrace.runtime";
    private static final String KAFKA = "org.apache.kafka.";

    @Override
    public <KIn, VIn, KOut, VOut> WrappedProcessorSupplier<KIn, VIn, KOut, VOut> wrapProcessorSupplier(
            String name, ProcessorSupplier<KIn, VIn, KOut, VOut> supplier) {
        if (supplier.getClass().getPackageName().startsWith(OURS)) {
            return ProcessorWrapper.asWrapped(supplier);
        }
        return new WrappedProcessorSupplier<>() {
            @Override
            public Processor<KIn, VIn, KOut, VOut> get() {
                return new Guarded<>(name, made(name, supplier));
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        };
    }

    @Override
    public <KIn, VIn, VOut> WrappedFixedKeyProcessorSupplier<KIn, VIn, VOut> wrapFixedKeyProcessorSupplier(
            String name, FixedKeyProcessorSupplier<KIn, VIn, VOut> supplier) {
        return new WrappedFixedKeyProcessorSupplier<>() {
            @Override
            public FixedKeyProcessor<KIn, VIn, VOut> get() {
                return new GuardedFixedKey<>(name, made(name, supplier));
            }

            @Override
            public @Nullable Set<StoreBuilder<?>> stores() {
                return supplier.stores();
            }
        };
    }

    private static <T> T made(String node, Supplier<T> call) {
        try {
            return call.get();
        } catch (Throwable thrown) {
            throw translated(node, thrown);
        }
    }

    static void guarded(String node, Runnable call) {
        try {
            call.run();
        } catch (Throwable thrown) {
            throw translated(node, thrown);
        }
    }

    private static boolean isOfDsl(Object processor) {
        return processor.getClass().getName().startsWith(KAFKA);
    }

    private static RuntimeException translated(String node, Throwable thrown) {
        if (thrown instanceof VirtualMachineError beyondCode) {
            throw beyondCode;
        }
        if (thrown instanceof RuntimeException foreign && CodeException.isOfRuntimeOrKafka(thrown)) {
            return foreign;
        }
        // Code may put an error of its own around what came out of a handover; what to do hangs on what is within.
        return CodeException.ofRuntime(thrown).orElseGet(() -> CodeException.of(node, thrown));
    }

    private record Guarded<KIn, VIn, KOut, VOut>(String node, Processor<KIn, VIn, KOut, VOut> code)
            implements Processor<KIn, VIn, KOut, VOut> {
        @Override
        public void init(ProcessorContext<KOut, VOut> context) {
            guarded(node, () -> code.init(isOfDsl(code) ? context : GuardedContext.of(node, context)));
        }

        @Override
        public void process(Record<KIn, VIn> record) {
            guarded(node, () -> code.process(record));
        }

        @Override
        public void close() {
            guarded(node, code::close);
        }
    }

    private record GuardedFixedKey<KIn, VIn, VOut>(String node, FixedKeyProcessor<KIn, VIn, VOut> code)
            implements FixedKeyProcessor<KIn, VIn, VOut> {
        @Override
        public void init(FixedKeyProcessorContext<KIn, VOut> context) {
            guarded(node, () -> code.init(isOfDsl(code) ? context : GuardedContext.of(node, context)));
        }

        @Override
        public void process(FixedKeyRecord<KIn, VIn> record) {
            guarded(node, () -> code.process(record));
        }

        @Override
        public void close() {
            guarded(node, code::close);
        }
    }
}
