package io.millrace.contracts.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Remembers schemas by id, so that a running product asks the registry once per id. An id never changes its schema, so
 * what was found is kept until room is needed; that an id is unknown is believed for a short while only, since the
 * schema may be registered a moment later. Both are bounded: hostile records cannot fill the heap with made-up ids, nor
 * flood the registry with one request each for the same id.
 */
public final class CachingSchemaRegistry implements SchemaRegistry {
    private static final int MAX_SCHEMAS = 10_000;
    private static final int MAX_UNKNOWN = 10_000;
    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(10);

    private final SchemaRegistry registry;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> schemas = bounded(MAX_SCHEMAS);
    private final Map<Integer, Long> unknownSince = bounded(MAX_UNKNOWN);

    private CachingSchemaRegistry(SchemaRegistry registry, LongSupplier nanoTime) {
        this.registry = registry;
        this.nanoTime = nanoTime;
    }

    /** A caching view of the registry. */
    public static CachingSchemaRegistry wrap(SchemaRegistry registry) {
        return new CachingSchemaRegistry(registry, System::nanoTime);
    }

    static CachingSchemaRegistry wrap(SchemaRegistry registry, LongSupplier nanoTime) {
        return new CachingSchemaRegistry(registry, nanoTime);
    }

    @Override
    public Optional<Schema> schemaById(int id) {
        synchronized (schemas) {
            Schema known = schemas.get(id);
            if (known != null) {
                return Optional.of(known);
            }
            Long since = unknownSince.get(id);
            if (since != null && nanoTime.getAsLong() - since < UNKNOWN_FOR.toNanos()) {
                return Optional.empty();
            }
        }
        // Outside the lock: a slow registry must not hold up those whose schema is known.
        Optional<Schema> found = registry.schemaById(id);
        synchronized (schemas) {
            found.ifPresentOrElse(
                    schema -> {
                        schemas.put(id, schema);
                        unknownSince.remove(id);
                    },
                    () -> unknownSince.put(id, nanoTime.getAsLong()));
        }
        return found;
    }

    @Override
    public int register(String subject, Schema schema) {
        int id = registry.register(subject, schema);
        synchronized (schemas) {
            unknownSince.remove(id);
        }
        return id;
    }

    @Override
    public Optional<Integer> idOf(String subject, Schema schema) {
        return registry.idOf(subject, schema);
    }

    @Override
    public void setCompatibility(String subject, String level) {
        registry.setCompatibility(subject, level);
    }

    @Override
    public Optional<String> compatibility(String subject) {
        return registry.compatibility(subject);
    }

    @Override
    public List<Schema> versions(String subject) {
        return registry.versions(subject);
    }

    @Override
    public List<String> objections(String subject, Schema schema) {
        return registry.objections(subject, schema);
    }

    @Override
    public boolean delete(String subject) {
        return registry.delete(subject);
    }

    private static <V> Map<Integer, V> bounded(int capacity) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, V> eldest) {
                return size() > capacity;
            }
        };
    }
}
