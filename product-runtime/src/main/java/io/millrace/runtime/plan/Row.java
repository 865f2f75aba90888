package io.millrace.runtime.plan;

import io.millrace.runtime.mask.MaskScratch;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Flags;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Output;
import io.millrace.runtime.structure.Slots;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reusable scratch of one thread: where the wanted values of the record at hand lie, and what was made of them.
 * A row made by {@link InputPlans#newRow} serves every plan of the same {@link InputPlans}, one record after the other.
 * It refers to the record's bytes, which must not change until the next {@code read}.
 */
public final class Row {
    private static final byte[] NO_BYTES = new byte[0];

    private final Slots slots;
    private final Cell[] cells;
    private final int[] writtenAt;
    private final long[] serviceLevelTimes;
    private final long[] metricHits;
    private final MaskScratch maskScratch;
    private final Output value = new Output(512);
    private final Output key = new Output(64);
    private final Output keyPart = new Output(64);
    private final Flags flags;
    private final Row[] inner;
    private final Cell spare = new Cell();

    private Outcome.@Nullable Rejected rejection;
    private Operation operation = Operation.CONTROL;
    private byte @Nullable [] inputKey;
    private long eventTimeMillis = RecordPlan.NO_TIME;
    private byte[] databaseBytes = NO_BYTES;
    private String database = "";

    Row(int slots, int fields, int ports, MaskScratch maskScratch, List<NestedSpec> nested) {
        this(slots, fields, ports, maskScratch, new Flags(), new Row[nested.size()]);
        for (int i = 0; i < inner.length; i++) {
            NestedSpec spec = nested.get(i);
            inner[i] = new Row(spec.layout().size(), spec.cells(), 0, maskScratch, flags, inner);
        }
    }

    private Row(int slots, int fields, int ports, MaskScratch maskScratch, Flags flags, Row[] inner) {
        this.flags = flags;
        this.inner = inner;
        this.slots = new Slots(slots);
        this.cells = new Cell[fields];
        Arrays.setAll(cells, i -> new Cell());
        this.writtenAt = new int[fields];
        this.serviceLevelTimes = new long[ports];
        this.metricHits = new long[ports];
        this.maskScratch = maskScratch;
    }

    /** Forgets the last record. */
    void begin(byte @Nullable [] recordKey) {
        slots.clear();
        inputKey = recordKey;
        operation = Operation.CONTROL;
        eventTimeMillis = RecordPlan.NO_TIME;
        Arrays.fill(serviceLevelTimes, RecordPlan.NO_TIME);
    }

    /** Forgets what the last port made of the record. */
    void beginPort() {
        value.reset();
        key.reset();
        flags.clear();
    }

    /** The scratch of a record, array or map inside this one; flags are shared. */
    Row inner(int index) {
        return inner[index];
    }

    /** Why something inside a value rejects the record, after {@link InputValue.Loaded#REJECTED}. */
    Outcome.@Nullable Rejected rejection() {
        return rejection;
    }

    InputValue.Loaded reject(Outcome.Rejected reason) {
        rejection = reason;
        return InputValue.Loaded.REJECTED;
    }

    Slots slots() {
        return slots;
    }

    /** The clear value of a field of the port at hand. */
    Cell cell(int field) {
        return cells[field];
    }

    Cell spare() {
        return spare;
    }

    Output value() {
        return value;
    }

    Output key() {
        return key;
    }

    Output keyPart() {
        keyPart.reset();
        return keyPart;
    }

    MaskScratch maskScratch() {
        return maskScratch;
    }

    Flags flags() {
        return flags;
    }

    /** Remembers where in {@link #value} a field starts. */
    void written(int field) {
        writtenAt[field] = value.size();
    }

    int writtenAt(int field) {
        return writtenAt[field];
    }

    Operation operation() {
        return operation;
    }

    void operation(Operation found) {
        operation = found;
    }

    byte @Nullable [] inputKey() {
        return inputKey;
    }

    long eventTimeMillis() {
        return eventTimeMillis;
    }

    void eventTimeMillis(long millis) {
        eventTimeMillis = millis;
    }

    long serviceLevelTime(int port) {
        return serviceLevelTimes[port];
    }

    void serviceLevelTime(int port, long millis) {
        serviceLevelTimes[port] = millis;
    }

    long metricHits(int port) {
        return metricHits[port];
    }

    void metricHits(int port, long hits) {
        metricHits[port] = hits;
    }

    /** The text of the bytes, the same instance as last time where they are the same. */
    String database(Output text) {
        if (!Arrays.equals(databaseBytes, 0, databaseBytes.length, text.array(), 0, text.size())) {
            databaseBytes = text.toByteArray();
            database = new String(databaseBytes, java.nio.charset.StandardCharsets.UTF_8);
        }
        return database;
    }

    /** Says nothing of the record. */
    @Override
    public String toString() {
        return "Row";
    }
}
