package io.millrace.bench.mesh;

import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.product.Product;
import io.millrace.contracts.registry.SchemaRegistry;
import io.millrace.runtime.deadletter.DeadLetterSchema;
import io.millrace.runtime.topology.ProductParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A registry in the heap: a product asks for a schema once and keeps its plan, so a real one would only take memory.
 * Every process numbers the schemas alike: that of the events is 1.
 */
public final class HeapRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();

    private HeapRegistry() {}

    /** With the schemas of the events, of the product's outputs, and of dead letters. */
    public static HeapRegistry of(Schema events, Product product) {
        var registry = new HeapRegistry();
        registry.register("events", events);
        for (OutputPort port : product.outputPorts()) {
            registry.register(ProductParts.valueSubject(port.topic()), ContractSchema.of(port.contract()));
        }
        registry.register(DeadLetterSchema.subject(product.deadLetterTopic()), DeadLetterSchema.SCHEMA);
        return registry;
    }

    @Override
    public synchronized int register(String subject, Schema schema) {
        int at = schemas.indexOf(schema);
        if (at < 0) {
            schemas.add(schema);
            return schemas.size();
        }
        return at + 1;
    }

    @Override
    public synchronized Optional<Integer> idOf(String subject, Schema schema) {
        int at = schemas.indexOf(schema);
        return at < 0 ? Optional.empty() : Optional.of(at + 1);
    }

    @Override
    public synchronized Optional<Schema> schemaById(int id) {
        return id < 1 || id > schemas.size() ? Optional.empty() : Optional.of(schemas.get(id - 1));
    }

    @Override
    public void setCompatibility(String subject, String level) {}

    @Override
    public Optional<String> compatibility(String subject) {
        return Optional.empty();
    }

    @Override
    public List<Schema> versions(String subject) {
        return List.of();
    }

    @Override
    public List<String> objections(String subject, Schema schema) {
        return List.of();
    }
}
