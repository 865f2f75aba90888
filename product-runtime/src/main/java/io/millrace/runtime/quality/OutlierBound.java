package io.millrace.runtime.quality;

import io.millrace.contracts.product.OutlierRule;
import java.nio.ByteBuffer;

/**
 * The bound of one outlier rule in one partition: a multiple of the quantile of the amounts in the window before. Every
 * amount counts for the next bound, an outlier's as well, so that a lasting change is usual from the next window on.
 *
 * <p>A window ends once two records in a row lie behind it, so that one record of the future ends none. Which record is
 * an outlier depends on the records before it in its partition and on their broker times only.
 */
public final class OutlierBound {
    /** Bytes of {@link #state}. */
    public static final int BYTES = 3 * Long.BYTES + QuantileEstimate.BYTES;

    /** A quantile of so few numbers that fewer lie beyond it says nothing. */
    private static final double BEYOND_QUANTILE = 10;

    private final double factor;
    private final long windowMillis;
    private final long fewest;
    private final QuantileEstimate current;
    private long window = Long.MIN_VALUE;
    private long lastWindow = Long.MIN_VALUE;
    private double bound = Double.NaN;

    /** A bound without a past: nothing is an outlier until one window with enough amounts is over. */
    public OutlierBound(OutlierRule rule) {
        this.factor = rule.factor();
        this.windowMillis = rule.window().toMillis();
        this.fewest = (long) Math.ceil(BEYOND_QUANTILE / (1 - rule.quantile()));
        this.current = new QuantileEstimate(rule.quantile());
    }

    /**
     * Whether a number is an outlier; notes it for the bound after this.
     *
     * @param number not a number and infinite ones are no outliers and do not count
     * @param brokerMillis broker time of the record
     * @param nowMillis the wall clock; times ahead of it count as now
     */
    public boolean exceeds(double number, long brokerMillis, long nowMillis) {
        if (!Double.isFinite(number)) {
            return false;
        }
        long index = Math.floorDiv(Math.min(brokerMillis, nowMillis), windowMillis);
        long agreed = Math.min(index, lastWindow);
        lastWindow = index;
        if (window == Long.MIN_VALUE) {
            window = index;
        } else if (agreed > window) {
            if (current.count() >= fewest) {
                bound = factor * current.value();
            }
            current.reset();
            window = agreed;
        }
        double amount = Math.abs(number);
        current.add(amount);
        return amount > bound;
    }

    /** Everything that must survive a restart. */
    public byte[] state() {
        ByteBuffer state =
                ByteBuffer.allocate(BYTES).putLong(window).putLong(lastWindow).putDouble(bound);
        current.write(state);
        return state.array();
    }

    /** Takes up what {@link #state} gave; bytes of another length are left alone. */
    public void load(byte[] state) {
        if (state.length == BYTES) {
            ByteBuffer from = ByteBuffer.wrap(state);
            window = from.getLong();
            lastWindow = from.getLong();
            bound = from.getDouble();
            current.read(from);
        }
    }
}
