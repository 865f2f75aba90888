package io.millrace.runtime.plan;

import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import io.millrace.runtime.structure.Slots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one writer schema (or of one schemaless format) become the records of every output port that
 * reads the input. Immutable; shared by threads, each with its own {@link Row}.
 */
public final class RecordPlan {
    /** No event time is declared, or the record has none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final Optional<RejectReason> MALFORMED = Optional.of(RejectReason.MALFORMED);
    private static final Optional<RejectReason> MISSING_IDENTITY = Optional.of(RejectReason.MISSING_IDENTITY);
    private static final Optional<RejectReason> TYPE_MISMATCH = Optional.of(RejectReason.TYPE_MISMATCH);

    private final InputPlans plans;
    private final InputReader reader;
    private final @Nullable ChangeEnvelope envelope;
    private final PortPlan[] ports;
    private final EventIdentity identity;
    private final @Nullable InputValue eventTime;
    private final @Nullable DeleteRule deleteWhen;
    private final Set<String> defaulted;
    private final int[] afterSlots;
    private final int[] beforeSlots;

    /**
     * @param envelope the change event's envelope; null for domain events, and for tombstones
     * @param ports empty where the records carry no row
     * @param deleteWhen which domain events are deletes; null: none
     * @param beforeOfAfter slots that a delete fills from other slots
     * @param defaulted fields whose default stands in for what the writer's schema does not have
     */
    RecordPlan(
            InputPlans plans,
            InputReader reader,
            @Nullable ChangeEnvelope envelope,
            List<PortPlan> ports,
            EventIdentity identity,
            @Nullable InputValue eventTime,
            @Nullable DeleteRule deleteWhen,
            Map<Integer, Integer> beforeOfAfter,
            Set<String> defaulted) {
        this.plans = plans;
        this.reader = reader;
        this.envelope = envelope;
        this.ports = ports.toArray(PortPlan[]::new);
        this.identity = identity;
        this.eventTime = eventTime;
        this.deleteWhen = deleteWhen;
        this.defaulted = Set.copyOf(defaulted);
        this.afterSlots =
                beforeOfAfter.keySet().stream().mapToInt(Integer::intValue).toArray();
        this.beforeSlots =
                java.util.Arrays.stream(afterSlots).map(beforeOfAfter::get).toArray();
    }

    /** Scratch for one thread; the same as {@link InputPlans#newRow}. */
    public Row newRow() {
        return plans.newRow();
    }

    /**
     * Reads a record once and notes in the row what identity, event time and the output ports need.
     *
     * @param key the record's key; without one, a record whose identity needs it is refused
     * @param value the record's value, framed where the format is Avro; null for a tombstone
     * @param headers the record's headers; a {@link RecordContext} where topic, partition, offset and time are known
     * @param row scratch; all other methods speak of the record last read into it
     * @return why the record cannot be judged any further, or empty
     */
    public Optional<RejectReason> read(byte @Nullable [] key, byte @Nullable [] value, HeaderLookup headers, Row row) {
        row.begin(key);
        if (!reader.read(value, headers, row.slots())) {
            return MALFORMED;
        }
        Operation operation = operationOf(value, row.slots());
        if (operation == null) {
            return MALFORMED;
        }
        row.operation(operation);
        boolean askedFor = !plans.facts().isEmpty();
        if (askedFor) {
            plans.facts().fill(this, key, headers, row);
        }
        if (deleteWhen != null && operation == Operation.EVENT) {
            DeleteRule.Verdict verdict = deleteWhen.judge(row);
            if (verdict == DeleteRule.Verdict.FAILS) {
                return TYPE_MISMATCH;
            } else if (verdict == DeleteRule.Verdict.DELETE) {
                operation = Operation.DELETE;
            }
        }
        row.operation(operation);
        if (operation == Operation.CONTROL || operation == Operation.TRUNCATE) {
            return Optional.empty();
        }
        if (operation == Operation.DELETE) {
            for (int i = 0; i < afterSlots.length; i++) {
                row.slots().copy(beforeSlots[i], afterSlots[i]);
            }
        }
        if ((key == null && plans.needsKey()) || !identity.isPresent(row)) {
            return MISSING_IDENTITY;
        }
        if (eventTime != null && !readEventTime(eventTime, row)) {
            return TYPE_MISMATCH;
        }
        if (askedFor) {
            // Again, since operation and event time may be others by now.
            plans.facts().fill(this, key, headers, row);
        }
        return Optional.empty();
    }

    private @Nullable Operation operationOf(byte @Nullable [] value, Slots slots) {
        if (value == null && ports.length == 0) {
            return Operation.CONTROL;
        }
        if (envelope == null) {
            // With ports, a plan for records without a value takes them for deletes.
            return reader instanceof TombstoneReader ? Operation.DELETE : Operation.EVENT;
        }
        Operation operation = envelope.operation(slots);
        boolean rowless = operation == Operation.CONTROL || operation == Operation.TRUNCATE;
        return ports.length > 0 || rowless || plans.ports() == 0 ? operation : null;
    }

    /** Whether a record is an event that tells all of its entity: also one that deletes it says when. */
    private boolean isState() {
        return envelope == null && !(reader instanceof TombstoneReader);
    }

    private boolean readEventTime(InputValue time, Row row) {
        if (row.operation() == Operation.DELETE && !isState()) {
            // What is left of a deleted row says when the row happened, not when it was deleted.
            return true;
        }
        Cell cell = row.spare();
        if (time.load(row, cell) != InputValue.Loaded.VALUE) {
            return false;
        }
        row.eventTimeMillis(cell.isNull() ? NO_TIME : Math.floorDiv(cell.number(), 1000L));
        return true;
    }

    /** Fields whose default stands in because the writer's schema does not have what they read. */
    public Set<String> defaulted() {
        return defaulted;
    }

    /**
     * Whether ingestion left something out of the record that a contract reads.
     *
     * @param headers the record's headers
     * @return why the record has to be rejected, or empty
     */
    public Optional<Outcome.Rejected> omitted(Row row, HeaderLookup headers) {
        if (envelope == null || ports.length == 0) {
            return Optional.empty();
        }
        byte[] header = headers.last(OmittedColumns.HEADER);
        return header == null ? Optional.empty() : plans.omitted().judge(header, row.operation());
    }

    /** What the record says happened. */
    public Operation operation(Row row) {
        return row.operation();
    }

    /**
     * The change's place in the database's log.
     *
     * @return false where the record has none (a snapshot row, a control record, a domain event); the target is
     *     then unchanged
     */
    public boolean position(Row row, ChangePosition target) {
        return switch (row.operation()) {
            case CREATE, UPDATE, DELETE, TRUNCATE -> envelope != null && envelope.position(row, target);
            case SNAPSHOT, CONTROL, EVENT -> false;
        };
    }

    /**
     * Hands over the bytes that are the event's id: the declared field's text, or for CloudEvents {@code source}, a
     * zero byte, {@code id}. For {@code latest-version} the version as a big-endian number of eight bytes: an integer,
     * or microseconds since the epoch. Nothing for other identities.
     */
    public void identity(Row row, IdentitySink sink) {
        identity.write(row, sink);
    }

    /** The event's own time by the input port's {@code eventTime}, epoch milliseconds, or {@link #NO_TIME}. */
    public long eventTimeMillis(Row row) {
        return row.eventTimeMillis();
    }

    /** When what the record tells happened: its own event time, else when the row was changed in the database. */
    long happenedMillis(Row row) {
        if (eventTime != null || envelope == null) {
            return row.eventTimeMillis();
        }
        return envelope.timestampMillis(row.slots());
    }

    /** Number of output ports, in the order given to {@link InputPlans#compile}. */
    public int ports() {
        return plans.ports();
    }

    /**
     * Filters, checks, masks and writes the record for one output port.
     *
     * @param port index in the order given to {@link InputPlans#compile}
     * @return {@link Outcome.Accepted}, {@link Outcome.Filtered}, {@link Outcome.Retracted} or {@link Outcome.Rejected}
     */
    public Outcome evaluate(int port, Row row) {
        if (ports.length == 0) {
            return row.operation() == Operation.TRUNCATE ? PortPlan.UNSUPPORTED : Outcome.Filtered.INSTANCE;
        }
        return ports[port].evaluate(row);
    }

    /** The rules whose violations the last {@link #evaluate} mended; changes with the next one. */
    public List<Flags.Repair> repairs(Row row) {
        return row.flags().repairs();
    }

    /**
     * Of which fields of a kept row a record says what they are, though it was rejected.
     *
     * @param port of a contract that keeps rows
     * @return the contents of the fields without their values; empty where the record does not say which row it is of
     */
    public Optional<Outcome.Part> named(int port, Row row) {
        return ports.length == 0 ? Optional.empty() : ports[port].named(row);
    }

    /**
     * The time that the port's latency service level counts from, epoch milliseconds, taken when the port last
     * accepted a row; {@link #NO_TIME} where no latency is promised, the field is null, or the record at hand has not
     * been accepted with a value by this port.
     */
    public long serviceLevelTimeMillis(int port, Row row) {
        return row.serviceLevelTime(port);
    }

    /**
     * Which metrics of the port's contract count the row that the port last accepted with a value: bit i for metric i,
     * as far as the row alone decides it.
     */
    public long metricHits(int port, Row row) {
        return row.metricHits(port);
    }

    /**
     * Hands over the clear values of the row that the port last accepted which are to differ together.
     *
     * @param set index among the contract's rules against duplicates, then its metrics of duplicates
     * @return false where one of them is null; nothing is handed over then
     */
    public boolean together(int port, int set, Row row, IdentitySink sink) {
        return ports[port].measures().together(set, row, sink);
    }

    /** The number that the port's outlier rule looks at in the row it last accepted; not a number where it is null. */
    public double amount(int port, int rule, Row row) {
        return ports[port].measures().amount(rule, row);
    }
}
