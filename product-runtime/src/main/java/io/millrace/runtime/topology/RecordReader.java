package io.millrace.runtime.topology;

import io.millrace.contracts.product.InputFormat;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.plan.InputPlans;
import io.millrace.runtime.plan.RecordPlan;
import io.millrace.runtime.plan.Row;
import io.millrace.runtime.record.RejectReason;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Finds the plan for a record and reads the record with it. One per thread that reads. */
final class RecordReader {
    private static final Optional<RejectReason> MALFORMED = Optional.of(RejectReason.MALFORMED);
    private static final Optional<RejectReason> SCHEMA_BY_GUID = Optional.of(RejectReason.SCHEMA_BY_GUID);
    private static final Optional<RejectReason> UNKNOWN_SCHEMA = Optional.of(RejectReason.UNKNOWN_SCHEMA);
    private static final Optional<RejectReason> INCOMPATIBLE_SCHEMA = Optional.of(RejectReason.INCOMPATIBLE_SCHEMA);

    private final IntFunction<WriterPlans.Entry> writers;
    private final boolean avro;
    private final Row row;
    private final boolean change;
    private final RecordPlan tombstones;
    private final RecordPlan withoutSchema;
    private RecordPlan plan;

    /** Records that follow one another mostly have the same schema, and what an id stands for never changes. */
    private int lastSchemaId;

    private @Nullable RecordPlan lastKnown;

    private RecordReader(InputPlans plans, IntFunction<WriterPlans.Entry> writers, InputFormat format) {
        this.writers = writers;
        this.avro = format.isAvro();
        this.change = format.isChange();
        this.row = plans.newRow();
        this.tombstones = plans.forTombstone();
        this.withoutSchema = avro ? plans.forTombstone() : plans.forJson();
        this.plan = withoutSchema;
    }

    /** A reader of records that are judged. */
    static RecordReader of(WriterPlans writers, InputFormat format) {
        return new RecordReader(writers.plans(), writers::lookup, format);
    }

    /** A reader of records that were judged before, and are read back. */
    static RecordReader readingBack(WriterPlans writers, InputFormat format) {
        return new RecordReader(writers.plans(), writers::lookupAgain, format);
    }

    /**
     * Reads a record into {@link #row}.
     *
     * @return why it cannot be judged any further, or empty
     * @throws WaitingException where the registry is needed and out of reach
     */
    Optional<RejectReason> read(InputRecord record) {
        byte[] value = record.value();
        plan = value == null && change ? tombstones : withoutSchema;
        if (avro && value != null) {
            if (namesSchemaByGuid(record, value)) {
                return SCHEMA_BY_GUID;
            }
            if (!ConfluentFraming.isFramed(value)) {
                return MALFORMED;
            }
            int schemaId = ConfluentFraming.schemaId(value);
            if (lastKnown == null || schemaId != lastSchemaId) {
                WriterPlans.Entry entry = writers.apply(schemaId);
                if (!(entry instanceof WriterPlans.Entry.Known known)) {
                    return entry instanceof WriterPlans.Entry.Unknown ? UNKNOWN_SCHEMA : INCOMPATIBLE_SCHEMA;
                }
                lastKnown = known.plan();
                lastSchemaId = schemaId;
            }
            plan = lastKnown;
        }
        return plan.read(record.key(), value, record, row);
    }

    /** With the header there is nothing before the value, whose first byte may then look like version 0. */
    private static boolean namesSchemaByGuid(InputRecord record, byte[] value) {
        byte[] header = record.last(ConfluentFraming.SCHEMA_ID_HEADER);
        return ConfluentFraming.namesSchemaByGuid(header == null ? value : header);
    }

    /** The plan of the record last read. */
    RecordPlan plan() {
        return plan;
    }

    /** The record last read. */
    Row row() {
        return row;
    }
}
