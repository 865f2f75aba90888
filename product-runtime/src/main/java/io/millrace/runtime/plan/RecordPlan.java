package io.millrace.runtime.plan;

import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one writer schema (or of one schemaless format) become the records of every output port that
 * reads the input. Immutable; shared by threads, each with its own {@link Row}.
 */
public final class RecordPlan {
    /** No event time is declared, or the record has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    RecordPlan() {}

    /** Scratch for one thread; the same as {@link InputPlans#newRow}. */
    public Row newRow() {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * Reads a record once and notes in the row what identity, event time and the output ports need.
     *
     * @param key the record's key; without one, a record whose identity needs it is refused
     * @param value the record's value, framed where the format is Avro; null for a tombstone
     * @param headers the record's headers (CloudEvents only)
     * @param row scratch; all other methods speak of the record last read into it
     * @return why the record cannot be judged any further, or empty
     */
    public Optional<RejectReason> read(byte @Nullable [] key, byte @Nullable [] value, HeaderLookup headers, Row row) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /** What the record says happened. */
    public Operation operation(Row row) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * The change's place in the database's log.
     *
     * @return false where the record has none (a snapshot row, a control record, a domain event); the target is
     *     then unchanged
     */
    public boolean position(Row row, ChangePosition target) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * Hands over the bytes that are the event's id: the declared field's text, or for CloudEvents {@code source}, a
     * zero byte, {@code id}. Nothing for inputs whose identity is not {@code event-id}.
     */
    public void identity(Row row, IdentitySink sink) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /** The event's own time by the input port's {@code eventTime}, epoch milliseconds, or {@link #NO_TIME}. */
    public long eventTimeMillis(Row row) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /** Number of output ports, in the order given to {@link InputPlans#compile}. */
    public int ports() {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * Filters, checks, masks and writes the record for one output port.
     *
     * @param port index in the order given to {@link InputPlans#compile}
     * @return {@link Outcome.Accepted}, {@link Outcome.Filtered}, {@link Outcome.Retracted} or {@link Outcome.Rejected}
     */
    public Outcome evaluate(int port, Row row) {
        throw new UnsupportedOperationException("not wired yet");
    }

    /**
     * The time that the port's latency service level counts from, epoch milliseconds, taken when the port last
     * accepted a row; {@link #NO_TIME} where no latency is promised, the field is null, or the record at hand has not
     * been accepted with a value by this port.
     */
    public long serviceLevelTimeMillis(int port, Row row) {
        throw new UnsupportedOperationException("not wired yet");
    }
}
