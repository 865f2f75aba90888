package io.millrace.runtime.metrics;

/**
 * The metrics of a product, by their Micrometer names; Prometheus shows dots as underscores and counters with
 * {@code _total}. Names and tags are public interface: they change as VERSIONING.md says. No tag holds record data.
 */
public final class MetricNames {
    /** Verdicts; tags product, input, port, outcome (accepted, retracted, filtered, duplicate, control, waiting, elsewhere, rejected). */
    public static final String RECORDS = "millrace.records";

    /** Dead letters; tags product, input, port, reason. */
    public static final String DEAD_LETTERS = "millrace.dead.letters";

    /** Event ids that came again with other content; tags product, input. */
    public static final String CONFLICTS = "millrace.identity.conflicts";

    /** Records whose schema lacks a field, so that the contract's default stood in; tags product, input. */
    public static final String DEFAULTED = "millrace.defaulted.records";

    /** Records of an input port not judged yet; tags product, input. */
    public static final String LAG = "millrace.lag.records";

    /** Age of the last judged record while there is lag, seconds; tags product, input. */
    public static final String FRESHNESS = "millrace.freshness.seconds";

    /** From the event's own time to its output, seconds; tags product, port. */
    public static final String LATENCY = "millrace.latency";

    /** Records that left later than promised; tags product, port. */
    public static final String LATE_RECORDS = "millrace.latency.late.records";

    /** How long a port that promises a frequency has sent nothing, seconds; tags product, port. */
    public static final String SILENCE = "millrace.silence.seconds";

    /** 1 while a port is silent for longer than its contract promises, else 0; tags product, port. */
    public static final String SILENCE_EXCEEDED = "millrace.silence.exceeded";

    /** 1 for the state a product is in, 0 for every other; tags product, state. */
    public static final String STATE = "millrace.product.state";

    /** Always 1; tags product, version, digest (of the jar it was packaged in, empty where it runs from a folder). */
    public static final String INFO = "millrace.product.info";

    /** Heap of the index of event ids, bytes; tags product, input. */
    public static final String INDEX_BYTES = "millrace.identity.index.bytes";

    /** Event ids remembered; tags product, input. */
    public static final String INDEX_ENTRIES = "millrace.identity.index.entries";

    /**
     * A metric of a contract in its last window: the count, or the share in percent; tags product, port, metric. NaN
     * before a window is over, and for a share of no rows.
     */
    public static final String QUALITY_VALUE = "millrace.quality.value";

    /** Rows that the value refers to; tags product, port, metric. */
    public static final String QUALITY_ROWS = "millrace.quality.rows";

    /**
     * 1 if the last window broke the contract's promise, else 0; tags product, port, metric, severity. NaN where it
     * cannot be judged.
     */
    public static final String QUALITY_VIOLATED = "millrace.quality.violated";

    /** Share of the declared window of event ids that is in force, below 1 where memory ran short; tags product, input. */
    public static final String WINDOW_SHARE = "millrace.identity.window.share";

    /**
     * End of the last period that is complete in every partition that this process has, epoch seconds; tags product,
     * input. NaN before the first one of this run.
     */
    public static final String PERIOD_COMPLETE = "millrace.period.complete.seconds";

    /** Records that broke a rule of a contract; tags product, port, rule, action (reject, flag, default, nullify, clamp). */
    public static final String RULE_VIOLATIONS = "millrace.rule.violations";

    /** Records that at least one port had seen before; tags product, input. */
    public static final String IDENTITY_HITS = "millrace.identity.hits";

    /** Heap that the indexes of event ids may take together, bytes; tags product. */
    public static final String IDENTITY_BUDGET = "millrace.identity.budget.bytes";

    /** Partitions that this process has; tags product, input. */
    public static final String PARTITIONS = "millrace.partitions";

    /** Age of the moment up to which a port shows everything, seconds; tags product, port. */
    public static final String PORT_FRESHNESS = "millrace.port.freshness.seconds";

    /** The contract's latency, seconds; tags product, port. */
    public static final String LATENCY_PROMISED = "millrace.latency.promised.seconds";

    /** The contract's frequency, seconds; tags product, port. */
    public static final String SILENCE_PROMISED = "millrace.silence.promised.seconds";

    /** Share of rejected records at which the product halts; tags product. */
    public static final String FAILURE_BUDGET = "millrace.failure.budget.share";

    /** Starts of the product by itself after a fault; tags product. */
    public static final String RESTARTS = "millrace.product.restarts";

    /** Records of change logs that are still to be read back; tags product. */
    public static final String RESTORE_REMAINING = "millrace.restore.remaining.records";

    /** Share of what is being read back that is there, 1 if nothing is; tags product. */
    public static final String RESTORE_SHARE = "millrace.restore.share";

    /** How long state has been read back without an end, seconds; tags product. */
    public static final String RESTORE_TIME = "millrace.restore.seconds";

    /** Share of its time that the busiest stream thread spends on records; tags product. */
    public static final String PROCESS_SHARE = "millrace.streams.process.share";

    /** Longest commit of the last half minute, seconds; tags product. */
    public static final String COMMIT_TIME = "millrace.streams.commit.seconds";

    /** Longest request of a producer in the last half minute, seconds; tags product. */
    public static final String REQUEST_TIME = "millrace.streams.request.seconds";

    /** Bytes read from brokers; tags product. */
    public static final String FETCHED_BYTES = "millrace.streams.fetched.bytes";

    /** Bytes sent to brokers; tags product. */
    public static final String SENT_BYTES = "millrace.streams.sent.bytes";

    /** Records that a producer gave up; tags product. */
    public static final String SEND_ERRORS = "millrace.streams.send.errors";

    /** Records that a producer sent again; tags product. */
    public static final String SEND_RETRIES = "millrace.streams.send.retries";

    /** Rebalances of the product's group that this process took part in; tags product. */
    public static final String REBALANCES = "millrace.streams.rebalances";

    private MetricNames() {}
}
