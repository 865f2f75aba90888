package io.millrace.ingest;

/**
 * The metrics of a source, by their Micrometer names; Prometheus shows dots as underscores and counters with
 * {@code _total}. All have tag source. Names and tags are public interface: they change as VERSIONING.md says.
 */
public final class IngestMetricNames {
    /** 1 for the state the source is in, 0 for every other; tag state. */
    public static final String STATE = "millrace.ingest.state";

    /** Change records committed; tag topic. */
    public static final String RECORDS = "millrace.ingest.records";

    /** Changes sent again after a restart and kept out by the watermark. */
    public static final String DROPPED = "millrace.ingest.dropped";

    /** Changes of an outbox that are no events; tag operation. */
    public static final String OUTBOX_IGNORED = "millrace.ingest.outbox.ignored";

    /** From the database's commit to ours, milliseconds. */
    public static final String LAG = "millrace.ingest.lag.millis";

    /** Time since anything was committed, seconds. */
    public static final String SILENCE = "millrace.ingest.silence.seconds";

    /** Attempts that failed and were made again. */
    public static final String RETRIES = "millrace.ingest.retries";

    /** Snapshots that are under way or wait. */
    public static final String SNAPSHOTS = "millrace.ingest.snapshots";

    /** Share that is read of the snapshot under way. */
    public static final String SNAPSHOT_SHARE = "millrace.ingest.snapshot.share";

    /** Written to the database's log since the position that the slot has confirmed. */
    public static final String WAL_LAG = "millrace.ingest.wal.lag.bytes";

    /** The database's log that the slot holds back. */
    public static final String WAL_HELD = "millrace.ingest.wal.held.bytes";

    /** How much of the log may be held back. */
    public static final String WAL_BUDGET = "millrace.ingest.wal.budget.bytes";

    /** 1 if the slot is gone, or the database has deleted what it needs. */
    public static final String SLOT_LOST = "millrace.ingest.slot.lost";

    /** 1 while Debezium reads the slot. */
    public static final String ENGINE_CONNECTED = "millrace.ingest.engine.connected";

    /** Changes that wait in Debezium's queue, as a share of what it takes. */
    public static final String ENGINE_QUEUE_SHARE = "millrace.ingest.engine.queue.share";

    /** Bytes of the changes that wait in Debezium's queue. */
    public static final String ENGINE_QUEUE_BYTES = "millrace.ingest.engine.queue.bytes";

    /** Events that Debezium has read. */
    public static final String ENGINE_EVENTS = "millrace.ingest.engine.events";

    /** Transactions that Debezium has read. */
    public static final String ENGINE_TRANSACTIONS = "millrace.ingest.engine.transactions";

    /** Bytes that the producer has sent to brokers. */
    public static final String PRODUCER_SENT_BYTES = "millrace.ingest.producer.sent.bytes";

    /** Records that the producer sent again. */
    public static final String PRODUCER_RETRIES = "millrace.ingest.producer.retries";

    /** Records that the producer gave up. */
    public static final String PRODUCER_ERRORS = "millrace.ingest.producer.errors";

    /** Longest request of the producer in the last half minute, seconds. */
    public static final String PRODUCER_REQUEST = "millrace.ingest.producer.request.seconds";

    private IngestMetricNames() {}
}
