package io.millrace.ingest.publish;

import java.util.IdentityHashMap;
import org.apache.kafka.connect.data.Schema;

/** Shapes by schema instance: Debezium keeps one per table until the table changes. For one thread. */
final class EventShapes {
    /** DDL makes new instances for ever; what is dropped here is found again. */
    private static final int MOST = 1_000;

    private final IdentityHashMap<Schema, EventShape> bySchema = new IdentityHashMap<>();

    EventShape of(Schema schema) {
        EventShape known = bySchema.get(schema);
        if (known != null) {
            return known;
        }
        if (bySchema.size() >= MOST) {
            bySchema.clear();
        }
        var shape = new EventShape(schema);
        bySchema.put(schema, shape);
        return shape;
    }
}
