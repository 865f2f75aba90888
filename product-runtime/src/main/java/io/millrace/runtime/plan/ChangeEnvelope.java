package io.millrace.runtime.plan;

import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.structure.ConnectJsonValues;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of Debezium's change event envelope around the row: what happened, and where in the database's log. */
final class ChangeEnvelope {
    private final int operation;
    private final int sequence;
    private final int timestamp;
    private final int name;
    private final int database;

    /** Adds the paths it needs to the layout. */
    ChangeEnvelope(Layout layout) {
        this.operation = layout.slot(List.of("op"));
        this.sequence = layout.slot(List.of("source", "sequence"));
        this.timestamp = layout.slot(List.of("source", "ts_ms"));
        this.name = layout.slot(List.of("source", "name"));
        this.database = layout.slot(List.of("source", "db"));
    }

    int operationSlot() {
        return operation;
    }

    /** The operation, or null where the envelope names none that there is. */
    @Nullable
    Operation operation(Slots slots) {
        if (!slots.isText(operation) || slots.length(operation) != 1) {
            return null;
        }
        return switch (slots.data(operation)[slots.start(operation)]) {
            case 'c' -> Operation.CREATE;
            case 'u' -> Operation.UPDATE;
            case 'd' -> Operation.DELETE;
            case 'r' -> Operation.SNAPSHOT;
            case 't' -> Operation.TRUNCATE;
            case 'm' -> Operation.CONTROL;
            default -> null;
        };
    }

    /** Reads {@code source.sequence}, a JSON array of two strings of which the first may be null. */
    boolean position(Row row, ChangePosition target) {
        Slots slots = row.slots();
        if (!slots.isText(sequence)) {
            return false;
        }
        SequenceText text = new SequenceText(slots.data(sequence), slots.start(sequence), slots.length(sequence));
        if (!text.parse()) {
            return false;
        }
        long millis = slots.isPresent(timestamp) ? ConnectJsonValues.number(slots, timestamp) : 0;
        target.set(text.commitLsn(), text.lsn(), millis, database(row));
        return true;
    }

    /** {@code source.ts_ms}, or {@link RecordPlan#NO_TIME}. */
    long timestampMillis(Slots slots) {
        return slots.isPresent(timestamp) ? ConnectJsonValues.number(slots, timestamp) : RecordPlan.NO_TIME;
    }

    private String database(Row row) {
        Output text = row.keyPart();
        append(row.slots(), name, text);
        text.writeByte('/');
        append(row.slots(), database, text);
        return row.database(text);
    }

    private static void append(Slots slots, int slot, Output text) {
        if (slots.isText(slot)) {
            text.write(slots.data(slot), slots.start(slot), slots.length(slot));
        }
    }
}
