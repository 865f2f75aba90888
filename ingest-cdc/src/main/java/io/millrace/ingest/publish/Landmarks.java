package io.millrace.ingest.publish;

import io.millrace.ingest.position.Landmark;
import io.millrace.ingest.position.SourceOffset;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Which records stand in the log, so that PostgreSQL sends them again in the same place. */
final class Landmarks {
    private static final Set<String> CHANGES = Set.of("c", "u", "d", "t");

    private Landmarks() {}

    /** Of a change or of a message of our own within a transaction; rows of snapshots and heartbeats are none. */
    static Optional<Landmark> of(Struct value, SourceOffset offset) {
        Field operation = value.schema().field("op");
        Long transaction = offset.transactionId();
        if (operation == null || transaction == null || offset.lsn() == 0) {
            return Optional.empty();
        }
        Object code = value.get(operation);
        if ("m".equals(code)) {
            return Optional.of(new Landmark(offset.lsn(), transaction, offset.commitMicros(), ""));
        }
        if (!CHANGES.contains(String.valueOf(code))) {
            return Optional.empty();
        }
        Struct origin = value.getStruct("source");
        return Optional.of(new Landmark(
                offset.lsn(),
                transaction,
                offset.commitMicros(),
                origin.getString("schema") + "." + origin.getString("table")));
    }
}
