package io.millrace.ingest.publish;

import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.SourceOffset;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Where Debezium's events of one schema have what tells them apart: changes of one table, logical messages, or
 * heartbeats. Found once per schema, since finding a field by its name costs as much as writing it.
 */
final class EventShape {
    private static final Set<String> IN_THE_LOG = Set.of("c", "u", "d", "t");

    private final @Nullable Field operation;
    private final @Nullable Field source;
    /** Of all its events; known with the first. */
    private @Nullable String table;

    EventShape(Schema schema) {
        operation = schema.field("op");
        source = schema.field("source");
    }

    /** Rows and truncations; not heartbeats, nor logical messages. */
    boolean isChange(Struct event) {
        return operation != null && source != null && !"m".equals(event.get(operation));
    }

    /**
     * By which PostgreSQL's log is recognised when it is sent again: a change or a message of our own within a
     * transaction; rows of snapshots and heartbeats are none.
     */
    Optional<Landmark> landmark(Struct event, SourceOffset offset) {
        Long transaction = offset.transactionId();
        if (operation == null || transaction == null || offset.lsn() == 0) {
            return Optional.empty();
        }
        String code = String.valueOf(event.get(operation));
        if (code.equals("m")) {
            return Optional.of(new Landmark(offset.lsn(), transaction, offset.commitMicros(), ""));
        }
        return IN_THE_LOG.contains(code)
                ? Optional.of(new Landmark(offset.lsn(), transaction, offset.commitMicros(), table(event)))
                : Optional.empty();
    }

    private String table(Struct event) {
        String known = table;
        if (known == null) {
            Struct origin = event.getStruct("source");
            known = origin.getString("schema") + "." + origin.getString("table");
            table = known;
        }
        return known;
    }
}
