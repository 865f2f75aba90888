package io.millrace.runtime.plan;

import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.OutputPort;
import io.millrace.runtime.key.KeyRing;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Everything about one input port and the output ports that read it, short of the writer's schema: from it the plan
 * for each writer schema is compiled. Immutable and shared.
 */
public final class InputPlans {
    private InputPlans() {}

    /**
     * Compiles the contracts that read an input port.
     *
     * @param input the input port
     * @param outputs the output ports whose contract reads it; their order is the port index of {@link RecordPlan}
     * @param outputSchemaIds registry id of each output port's value schema, by port name
     * @param keys secrets of the join domains the contracts use
     * @throws PlanException with all problems found
     * @throws io.millrace.runtime.key.KeyRingException where the ring lacks a key
     */
    public static InputPlans compile(
            InputPort input, List<OutputPort> outputs, Map<String, Integer> outputSchemaIds, KeyRing keys) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * The plan for values written with a schema (formats {@code debezium-avro} and {@code avro}). Compiles: callers
     * keep it by schema id.
     *
     * @throws PlanException where the schema lacks a path that a contract reads, or has it in a type the contract
     *     cannot take
     */
    public RecordPlan forWriter(Schema writer) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /** The plan for formats {@code json} and {@code cloudevents}; the same instance each time. */
    public RecordPlan forJson() {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * The plan for Avro formats where the record has no value and so no writer schema: a tombstone is a control
     * record of a change topic, and malformed elsewhere. The same instance each time.
     */
    public RecordPlan forTombstone() {
        throw new UnsupportedOperationException("not wired yet");
    }

    /** Scratch for one thread, good for every plan of this instance. */
    public Row newRow() {
        throw new UnsupportedOperationException("not wired yet");
    }
}
