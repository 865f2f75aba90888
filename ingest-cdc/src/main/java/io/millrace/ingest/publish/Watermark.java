package io.millrace.ingest.publish;

import io.millrace.ingest.position.Landmark;

/**
 * Up to when everything is published: the commit time of the last transaction that is known to be complete, because
 * an event of a later one came. Readers tell by it whether a table is idle or its ingestion stands. For one thread.
 */
final class Watermark {
    private long transaction = -1;
    private long open;
    private long complete;

    void add(Landmark event) {
        Long micros = event.commitMicros();
        if (event.transactionId() != transaction) {
            complete = Math.max(complete, open);
            transaction = event.transactionId();
            open = 0;
        }
        if (micros != null) {
            open = Math.max(open, micros / 1_000);
        }
    }

    /** Epoch milliseconds, never later than now, since a broker refuses records from the future; 0 if unknown. */
    long millis(long now) {
        return Math.min(complete, now);
    }
}
