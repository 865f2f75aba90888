package io.millrace.runtime.topology;

import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.PlanException;
import io.millrace.runtime.plan.RecordPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record plans of one input port by writer schema id, compiled on first sight. Shared by all threads of a product.
 *
 * <p>A registry that is out of reach is asked again for a bounded time, well below half the transaction timeout; then
 * the product waits as a whole.
 */
final class WriterPlans {
    private static final Logger LOG = LoggerFactory.getLogger(WriterPlans.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);
    private static final int MOST = 1000;

    private final String input;
    private final InputPlans plans;
    private final SchemaRegistry registry;
    private final Map<Integer, Entry> byId = new ConcurrentHashMap<>();

    WriterPlans(String input, InputPlans plans, SchemaRegistry registry) {
        this.input = input;
        this.plans = plans;
        this.registry = registry;
    }

    /** What a schema id stands for. */
    sealed interface Entry {
        /** A schema the contracts can be run on. */
        record Known(RecordPlan plan) implements Entry {}

        /** A schema the contracts cannot be run on. */
        record Incompatible() implements Entry {}

        /** No schema at all, as far as is known until then. */
        record Unknown(long untilNanos) implements Entry {}
    }

    InputPlans plans() {
        return plans;
    }

    /** @throws WaitingException where the registry cannot be asked */
    Entry lookup(int schemaId) {
        Entry known = byId.get(schemaId);
        if (known == null || (known instanceof Entry.Unknown unknown && unknown.untilNanos() - System.nanoTime() < 0)) {
            known = compile(schemaId);
            if (byId.size() >= MOST) {
                byId.clear();
            }
            byId.put(schemaId, known);
        }
        return known;
    }

    private Entry compile(int schemaId) {
        Optional<Schema> schema = ask(schemaId);
        if (schema.isEmpty()) {
            LOG.warn(
                    "Input port {}: the registry knows no schema {}; records written with it become dead letters",
                    input,
                    schemaId);
            return new Entry.Unknown(System.nanoTime() + UNKNOWN_FOR.toNanos());
        }
        try {
            RecordPlan plan = plans.forWriter(schema.get());
            if (!plan.defaulted().isEmpty()) {
                LOG.warn(
                        "Input port {}: schema {} lacks what fields {} read; their defaults stand in",
                        input,
                        schemaId,
                        String.join(", ", plan.defaulted()));
            }
            return new Entry.Known(plan);
        } catch (PlanException doesNotFit) {
            LOG.warn(
                    "Input port {}: schema {} does not fit the contracts; records written with it become dead letters:"
                            + " {}",
                    input,
                    schemaId,
                    String.join("; ", doesNotFit.problems()));
            return new Entry.Incompatible();
        }
    }

    private Optional<Schema> ask(int schemaId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return registry.schemaById(schemaId);
            } catch (RegistryException noAnswer) {
                if (!noAnswer.retriable() || System.nanoTime() - deadline > 0) {
                    throw new WaitingException(
                            "the schema registry did not give schema " + schemaId + " of input port " + input + ": "
                                    + noAnswer.getMessage(),
                            noAnswer);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new WaitingException("stopped while waiting for the schema registry", stopping);
        }
    }
}
