package io.millrace.contracts.product;

import java.time.Duration;

/**
 * How many rejects a product may have before it stops: a product that rejects nearly everything is broken, however
 * healthy its threads look.
 *
 * @param share largest tolerated share of rejected among all judged records of the window, 0 to 1
 * @param minimumRecords the share is not judged below this number of records in the window
 * @param window length of the tumbling window the share is taken over, in record arrival time
 */
public record FailureBudget(double share, int minimumRecords, Duration window) {
    /** Half of at least 200 records within a minute. */
    public static final FailureBudget DEFAULT = new FailureBudget(0.5, 200, Duration.ofMinutes(1));
}
