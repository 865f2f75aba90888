package io.millrace.contracts.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A registry in the heap of one process, for tests, benchmarks and outlines: ids from 1 in the order of registration, one
 * id per schema whatever its subject, no versions and no compatibility checks; of a subject it knows the level alone.
 */
public final class InMemoryRegistry implements SchemaRegistry {
    private final List<Schema> schemas = new ArrayList<>();
    private final Map<String, String> levels = new HashMap<>();

    @Override
    public synchronized int register(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        if (known >= 0) {
            return known + 1;
        }
        schemas.add(schema);
        return schemas.size();
    }

    @Override
    public synchronized Optional<Integer> idOf(String subject, Schema schema) {
        int known = schemas.indexOf(schema);
        return known < 0 ? Optional.empty() : Optional.of(known + 1);
    }

    @Override
    public synchronized Optional<Schema> schemaById(int id) {
        return id < 1 || id > schemas.size() ? Optional.empty() : Optional.of(schemas.get(id - 1));
    }

    @Override
    public synchronized void setCompatibility(String subject, String level) {
        levels.put(subject, level);
    }

    @Override
    public synchronized Optional<String> compatibility(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    @Override
    public List<Schema> versions(String subject) {
        return List.of();
    }

    @Override
    public List<String> objections(String subject, Schema schema) {
        return List.of();
    }

    @Override
    public synchronized boolean delete(String subject) {
        return levels.remove(subject) != null;
    }
}
