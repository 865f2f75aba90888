package io.millrace.runtime.code;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.product.JavaTopology;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.product.ProductTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.TopologyException;

/** What a product's Java topology builds, judged. */
public final class CodedTopology {
    private CodedTopology() {}

    /**
     * Looks whether the code is there and can be loaded, which is known before anything is made for the product.
     *
     * @throws TopologyRefusedException where it is not
     */
    public static void requireLoadable(JavaTopology code, ClassLoader classes) {
        ProductTopology unused = TopologyClass.instance(code.className(), classes);
    }

    /**
     * Builds the topology: it reads the input ports and its own repartitions, and has no sink but to those. What stands
     * behind the output ports is missing: node {@link #handover} of each is to be continued, and to be given the store
     * {@link #failure}.
     *
     * @param code what the product's descriptor says about it
     * @param inputSchemaIds ids in the registry of the schemas of the input ports' contracts, by port
     * @param registry asked for writers' schemas while running
     * @param handedOver told the schemas of rows that are handed over
     * @throws TopologyRefusedException with everything that stands against it
     */
    public static OpenTopology build(
            Product product,
            JavaTopology code,
            ClassLoader classes,
            Map<String, Integer> inputSchemaIds,
            SchemaRegistry registry,
            SchemaRegistry handedOver) {
        ProductTopology topology = TopologyClass.instance(code.className(), classes);
        var builder = new SourcelessBuilder();
        var inputs = new CodeInputs(builder);
        for (InputPort port : product.inputPorts()) {
            var contract = Objects.requireNonNull(code.inputs().get(port.name()), "a port without a contract");
            var schema = ContractSchema.of(contract);
            int id = Objects.requireNonNull(inputSchemaIds.get(port.name()), "a schema without an id");
            inputs.add(port, new PortSerde(port.name(), schema, id, registry));
        }
        var outputs = new CodeOutputs(handedOver);
        product.outputPorts().forEach(port -> outputs.add(port.name(), ContractSchema.of(port.contract())));
        OpenTopology built = built(topology, builder, inputs, outputs);
        List<String> problems = new ArrayList<>();
        inputs.unread()
                .forEach(port -> problems.add("Java topology: it does not read input port '" + port
                        + "'; read it, or take it out of the descriptor"));
        outputs.unfed()
                .forEach(port -> problems.add("Java topology: it hands nothing over at output port '" + port
                        + "'; every port needs one stream"));
        problems.addAll(TopologyJudge.judge(built.describe(), inputs.sources()));
        if (!problems.isEmpty()) {
            throw new TopologyRefusedException(problems);
        }
        return built;
    }

    private static OpenTopology built(
            ProductTopology topology, SourcelessBuilder builder, CodeInputs inputs, CodeOutputs outputs) {
        String name = topology.getClass().getName();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            // Libraries of the code look for their services there, whether it is built to run or for a plan.
            thread.setContextClassLoader(topology.getClass().getClassLoader());
            topology.build(builder, inputs, outputs);
            OpenTopology built = builder.finish();
            builder.checkNames();
            return built;
        } catch (TopologyException refused) {
            throw new TopologyRefusedException(List.of("Java topology: " + name + ": " + refused.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException told) {
            // No record is there yet, so that its text holds none.
            throw new TopologyRefusedException(List.of("Java topology: " + name + ": " + told.getMessage()));
        } catch (RuntimeException | LinkageError thrown) {
            throw new TopologyRefusedException(List.of(
                    String.valueOf(CodeException.of(name + ".build", thrown).getMessage())));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The node that hands over what goes to an output port. */
    public static String handover(OutputPort port) {
        return CodeOutputs.node(port.name());
    }

    /** The name of the {@link FirstFailure} behind an output port. */
    public static String failure(OutputPort port) {
        return CodeOutputs.failure(handover(port));
    }
}
