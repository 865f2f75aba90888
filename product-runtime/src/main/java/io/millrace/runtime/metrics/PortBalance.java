package io.millrace.runtime.metrics;

import io.millrace.runtime.record.RejectReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The verdicts of one output port. Every record of the input port has exactly one, so that
 * {@code input = accepted + retracted + filtered + duplicates + rejected + control + waiting + elsewhere}.
 *
 * @param accepted left through the port
 * @param retracted a tombstone was sent, because the row left the port's filter
 * @param filtered outside the port's filter, nothing was sent
 * @param duplicates the same event had been seen before
 * @param control records that carry no row: tombstones after a delete, logical messages
 * @param waiting kept, but the row lacks required fields of another input, so that nothing was sent
 * @param elsewhere rows of a snapshot that was taken for another product
 * @param rejected dead letters by reason; only reasons that occurred
 */
public record PortBalance(
        long accepted,
        long retracted,
        long filtered,
        long duplicates,
        long control,
        long waiting,
        long elsewhere,
        Map<RejectReason, Long> rejected) {

    public static final PortBalance EMPTY = new PortBalance(0, 0, 0, 0, 0, 0, 0, Map.of());

    public PortBalance {
        var copy = new EnumMap<RejectReason, Long>(RejectReason.class);
        copy.putAll(rejected);
        rejected = Collections.unmodifiableMap(copy);
    }

    /** Dead letters of all reasons. */
    public long rejectedTotal() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All verdicts together: the number of input records judged. */
    public long total() {
        return accepted + retracted + filtered + duplicates + control + waiting + elsewhere + rejectedTotal();
    }

    /** The sum of two balances. */
    public PortBalance plus(PortBalance other) {
        var sum = new EnumMap<RejectReason, Long>(RejectReason.class);
        sum.putAll(rejected);
        other.rejected.forEach((reason, count) -> sum.merge(reason, count, Long::sum));
        return new PortBalance(
                accepted + other.accepted,
                retracted + other.retracted,
                filtered + other.filtered,
                duplicates + other.duplicates,
                control + other.control,
                waiting + other.waiting,
                elsewhere + other.elsewhere,
                sum);
    }
}
