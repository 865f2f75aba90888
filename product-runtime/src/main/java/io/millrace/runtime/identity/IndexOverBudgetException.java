package io.millrace.runtime.identity;

import java.time.Duration;

/** The event ids that must be remembered do not fit into the memory given to the index. */
public final class IndexOverBudgetException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final long MOST_BYTES_PER_ID = 38;

    private IndexOverBudgetException(String message) {
        super(message);
    }

    /** The declared window does not fit while it is read back, which shortens nothing. */
    static IndexOverBudgetException whileRestoring(long limitBytes, long entries) {
        return new IndexOverBudgetException("the index of event ids needs more than its " + mebibytes(limitBytes)
                + " MiB: " + entries + " ids of one partition were read back and the window is not covered yet. Set"
                + " 'identity.memory' higher, declare a shorter window, or spread the partitions over more instances.");
    }

    /**
     * Not even the shortest window fits any more.
     *
     * @param ids of one partition in the bucket that time has reached
     */
    static IndexOverBudgetException whileRunning(long limitBytes, Window window, long ids) {
        long needed = ids * (Window.BUCKETS + 1) * MOST_BYTES_PER_ID;
        return new IndexOverBudgetException("the index of event ids has used up its " + mebibytes(limitBytes)
                + " MiB, which all partitions of the product share in this process. The window was shortened down to "
                + Duration.ofMillis(window.bucketMillis()) + ", one part of " + Window.BUCKETS + ", and that part alone"
                + " has " + ids + " ids of one partition so far. At this rate the declared window takes more than "
                + mebibytes(needed) + " MiB for this partition. Set 'identity.memory' and the heap accordingly, declare"
                + " a shorter window, or spread the partitions over more instances; then start the product again.");
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
