package io.millrace.runtime.metrics;

import io.millrace.runtime.record.RejectReason;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The counts of one input partition. Written by the thread that processes the partition, read by any.
 *
 * <p>The counts of a port have a fixed layout, which is also how the ledger stores them: accepted, retracted, filtered,
 * duplicates, control, then one count per {@link RejectReason} in the order of declaration. {@code waiting} and
 * {@code elsewhere} came later, and stand between the reasons that there were then and those since.
 */
@SuppressWarnings("EnumOrdinal") // the order is the stored layout, and a test pins it
public final class TaskBalance {
    /** Counts of one port. */
    public static final int COUNTS = Kind.values().length + RejectReason.values().length;

    private static final int WAITING_AT = 17;
    private static final int ELSEWHERE_AT = 20;

    private static final RejectReason[] REASONS = RejectReason.values();

    private final String input;
    private final int partition;
    private final List<String> ports;
    private final AtomicLongArray counts;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();
    private final AtomicLong defaulted = new AtomicLong();
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong nextOffset = new AtomicLong(-1);
    private final AtomicLong lastTimestamp = new AtomicLong(-1);
    private volatile long indexEntries;
    private volatile long indexBytes;
    private volatile double windowShare = 1;
    private volatile long readUntilMillis;
    private volatile long periodCompleteMillis;

    /**
     * All counts 0.
     *
     * @param ports the output ports that read the input, in the order of the product
     */
    public TaskBalance(String input, int partition, List<String> ports) {
        this.input = input;
        this.partition = partition;
        this.ports = List.copyOf(ports);
        this.counts = new AtomicLongArray(ports.size() * COUNTS);
    }

    /** The verdicts that are not rejections. */
    public enum Kind {
        ACCEPTED,
        RETRACTED,
        FILTERED,
        DUPLICATE,
        CONTROL,
        WAITING,
        ELSEWHERE
    }

    /** Takes the counts of a port up where they were left. */
    public void load(int port, long[] values) {
        for (int i = 0; i < Math.min(values.length, COUNTS); i++) {
            counts.lazySet(port * COUNTS + i, values[i]);
        }
    }

    /** Takes the counts of the input up where they were left. */
    public void loadInput(long atRecords, long atConflicts) {
        records.lazySet(atRecords);
        conflicts.lazySet(atConflicts);
    }

    /** Counts a verdict. */
    public void count(int port, Kind kind) {
        increment(port * COUNTS + at(kind));
    }

    /** Counts a dead letter. */
    public void count(int port, RejectReason reason) {
        increment(port * COUNTS + at(reason));
    }

    /** Counts an input record. */
    public void countInput(long offset, long timestampMillis) {
        increment(records);
        nextOffset.lazySet(offset + 1);
        lastTimestamp.lazySet(timestampMillis);
    }

    /** Counts an event id that came again with other content. */
    public void countConflict() {
        increment(conflicts);
    }

    /** Counts a record whose schema lacks a field, so that the contract's default stood in. */
    public void countDefaulted() {
        increment(defaulted);
    }

    /** Records of this run whose schema lacked a field, so that the contract's default stood in. */
    public long defaulted() {
        return defaulted.get();
    }

    /** Counts a record that at least one port had seen before. */
    public void countHit() {
        increment(hits);
    }

    /** Records of this run that at least one port had seen before. */
    public long hits() {
        return hits.get();
    }

    /** Publishes the size of the index of event ids, and the share of the declared window that is in force. */
    public void index(long entries, long bytes, double share) {
        windowShare = share;
        indexEntries = entries;
        indexBytes = bytes;
    }

    /** The counts of a port in the stored layout; for the thread that processes the partition. */
    public void copy(int port, LongBuffer target) {
        for (int i = 0; i < COUNTS; i++) {
            target.put(i, counts.getPlain(port * COUNTS + i));
        }
    }

    /** Dead letters of all reasons at a port. */
    public long rejected(int port) {
        long rejected = 0;
        for (RejectReason reason : REASONS) {
            rejected += counts.get(port * COUNTS + at(reason));
        }
        return rejected;
    }

    /** The balance of a port; empty where the input does not feed it. */
    public PortBalance of(String portName) {
        int port = ports.indexOf(portName);
        if (port < 0) {
            return PortBalance.EMPTY;
        }
        var values = new long[COUNTS];
        Arrays.setAll(values, i -> counts.get(port * COUNTS + i));
        return read(values);
    }

    /** The counts of one port in the stored layout as a balance. */
    public static PortBalance read(long[] values) {
        var rejected = new EnumMap<RejectReason, Long>(RejectReason.class);
        for (RejectReason reason : REASONS) {
            long count = values[at(reason)];
            if (count > 0) {
                rejected.put(reason, count);
            }
        }
        return new PortBalance(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[WAITING_AT],
                values[ELSEWHERE_AT],
                rejected);
    }

    /** The counts of all ports in the stored layout, one port after the other. */
    public void copyAll(long[] target, int from) {
        for (int i = 0; i < counts.length(); i++) {
            target[from + i] = counts.get(i);
        }
    }

    /** Notes that every record of the partition until a time has been judged, epoch milliseconds. */
    public void readUntil(long millis) {
        readUntilMillis = millis;
    }

    /** Every record of the partition until this time has been judged; 0 where that is not known. */
    public long readUntilMillis() {
        return readUntilMillis;
    }

    /** Notes the end of the last period that is complete, epoch milliseconds. */
    public void periodComplete(long endMillis) {
        periodCompleteMillis = endMillis;
    }

    /** End of the last period that became complete in this run; 0 before. */
    public long periodCompleteMillis() {
        return periodCompleteMillis;
    }

    private static int at(Kind kind) {
        return switch (kind) {
            case WAITING -> WAITING_AT;
            case ELSEWHERE -> ELSEWHERE_AT;
            default -> kind.ordinal();
        };
    }

    private static int at(RejectReason reason) {
        int at = Kind.WAITING.ordinal() + reason.ordinal();
        if (at < WAITING_AT) {
            return at;
        }
        return at + 1 < ELSEWHERE_AT ? at + 1 : at + 2;
    }

    private void increment(int at) {
        counts.lazySet(at, counts.getPlain(at) + 1);
    }

    /** One thread writes, and a reader may see it a moment later: a full memory barrier a record would be for nothing. */
    private static void increment(AtomicLong count) {
        count.lazySet(count.getPlain() + 1);
    }

    public String input() {
        return input;
    }

    public int partition() {
        return partition;
    }

    /** Input records judged. */
    public long records() {
        return records.get();
    }

    /** Event ids that came again with other content. */
    public long conflicts() {
        return conflicts.get();
    }

    /** Offset of the next record to judge; -1 before the first one of this run. */
    public long nextOffset() {
        return nextOffset.get();
    }

    /** Broker time of the last record, epoch milliseconds; -1 before the first one of this run. */
    public long lastTimestamp() {
        return lastTimestamp.get();
    }

    /** Share of the declared window of event ids that is in force; below 1 where memory ran short. */
    public double windowShare() {
        return windowShare;
    }

    public long indexEntries() {
        return indexEntries;
    }

    public long indexBytes() {
        return indexBytes;
    }
}
