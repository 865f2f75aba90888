package io.millrace.runtime.topology;

import io.millrace.contracts.registry.NotAvroException;
import io.millrace.contracts.registry.RegistryException;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.PlanException;
import io.millrace.runtime.plan.RecordPlan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record plans of one input port by writer schema id, compiled on first sight. Shared by all threads of a product.
 *
 * <p>A registry that is out of reach is asked again for a bounded time, well below half the transaction timeout; then
 * the product waits as a whole.
 *
 * <p>Made-up ids cost little: what was compiled is never dropped for their sake, and while running so many of them are
 * asked for in a short time, and no more. Beyond that an id is taken for unknown without asking, until it is asked for
 * once the allowance has filled up a little.
 */
final class WriterPlans {
    private static final Logger LOG = LoggerFactory.getLogger(WriterPlans.class);
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);
    private static final int MOST = 1000;

    /** Lookups in vain at once, and how long one takes to come back: 20 a second for ever. */
    static final int MOST_IN_VAIN = 500;

    private static final Duration PER_LOOKUP_IN_VAIN = Duration.ofMillis(50);

    private final String input;
    private final InputPlans plans;
    private final SchemaRegistry registry;
    private final LongSupplier nanoTime;
    private final Allowance inVain;
    private final Allowance complaints;
    private final Map<Integer, Entry.Known> known = new ConcurrentHashMap<>();
    private final Map<Integer, Entry> refused = new ConcurrentHashMap<>();

    WriterPlans(String input, InputPlans plans, SchemaRegistry registry) {
        this(input, plans, registry, System::nanoTime);
    }

    WriterPlans(String input, InputPlans plans, SchemaRegistry registry, LongSupplier nanoTime) {
        this.input = input;
        this.plans = plans;
        this.registry = registry;
        this.nanoTime = nanoTime;
        this.inVain = new Allowance(MOST_IN_VAIN, PER_LOOKUP_IN_VAIN, nanoTime);
        this.complaints = new Allowance(1, Duration.ofMinutes(1), nanoTime);
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

    /**
     * What an id of a record stands for that is judged now.
     *
     * @throws WaitingException where the registry cannot be asked
     */
    Entry lookup(int schemaId) {
        Entry remembered = remembered(schemaId);
        if (remembered != null) {
            return remembered;
        }
        if (inVain.isSpent()) {
            complain();
            return new Entry.Unknown(nanoTime.getAsLong());
        }
        Entry entry = ask(schemaId);
        if (!(entry instanceof Entry.Known)) {
            inVain.use();
        }
        return entry;
    }

    /**
     * What an id of a record stands for that was judged before: always asked for, since an event whose id is not known
     * again would come out twice.
     *
     * @throws WaitingException where the registry cannot be asked
     */
    Entry lookupAgain(int schemaId) {
        Entry remembered = remembered(schemaId);
        return remembered == null ? ask(schemaId) : remembered;
    }

    private @Nullable Entry remembered(int schemaId) {
        Entry plan = known.get(schemaId);
        if (plan != null) {
            return plan;
        }
        Entry entry = refused.get(schemaId);
        boolean over = entry instanceof Entry.Unknown unknown && unknown.untilNanos() - nanoTime.getAsLong() < 0;
        return over ? null : entry;
    }

    private Entry ask(int schemaId) {
        Entry entry = compile(schemaId);
        if (entry instanceof Entry.Known plan) {
            bounded(known).put(schemaId, plan);
        } else {
            bounded(refused).put(schemaId, entry);
        }
        return entry;
    }

    private static <E> Map<Integer, E> bounded(Map<Integer, E> entries) {
        if (entries.size() >= MOST) {
            entries.clear();
        }
        return entries;
    }

    private void complain() {
        if (complaints.use()) {
            LOG.warn(
                    "Input port {}: records name so many schemas that are unknown or do not fit that the registry is"
                            + " asked for {} of them a second only; the others become dead letters without asking. Look"
                            + " for their producer",
                    input,
                    Duration.ofSeconds(1).dividedBy(PER_LOOKUP_IN_VAIN));
        }
    }

    private Entry compile(int schemaId) {
        try {
            // No registry gives a negative id, and not every one answers a question for it.
            Optional<Schema> schema = schemaId < 0 ? Optional.empty() : schema(schemaId);
            if (schema.isEmpty()) {
                LOG.warn(
                        "Input port {}: the registry knows no schema {}; records written with it become dead letters",
                        input,
                        schemaId);
                return new Entry.Unknown(nanoTime.getAsLong() + UNKNOWN_FOR.toNanos());
            }
            RecordPlan plan = plans.forWriter(schema.get());
            if (!plan.defaulted().isEmpty()) {
                LOG.warn(
                        "Input port {}: schema {} lacks what fields {} read; their defaults stand in",
                        input,
                        schemaId,
                        String.join(", ", plan.defaulted()));
            }
            return new Entry.Known(plan);
        } catch (NotAvroException other) {
            LOG.warn("Input port {}: {}; records written with it become dead letters", input, other.getMessage());
            return new Entry.Incompatible();
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

    private Optional<Schema> schema(int schemaId) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return registry.schemaById(schemaId);
            } catch (NotAvroException other) {
                throw other;
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
