package io.millrace.runtime.metrics;

import java.util.Map;

/** A sentence for each metric of {@link MetricNames}, as a scrape shows it. */
public final class MetricHelp {
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry(MetricNames.RECORDS, "Verdicts of an output port on input records, by outcome."),
            Map.entry(MetricNames.DEAD_LETTERS, "Dead letters, by reason."),
            Map.entry(MetricNames.CONFLICTS, "Event ids that came again with other content."),
            Map.entry(
                    MetricNames.DEFAULTED,
                    "Records whose schema lacks a field, so that the contract's default stood in."),
            Map.entry(MetricNames.LAG, "Input records not judged yet."),
            Map.entry(MetricNames.FRESHNESS, "Age of the moment up to which everything of the input is judged."),
            Map.entry(MetricNames.LATENCY, "From the time that the contract's latency names to the output."),
            Map.entry(MetricNames.LATE_RECORDS, "Records that left later than the contract promises."),
            Map.entry(MetricNames.SILENCE, "Time since a port that promises a frequency last sent a record."),
            Map.entry(MetricNames.SILENCE_EXCEEDED, "1 while a port is silent for longer than its contract promises."),
            Map.entry(MetricNames.STATE, "1 for the state the product is in, 0 for every other."),
            Map.entry(MetricNames.INFO, "What runs: version and digest of the jar."),
            Map.entry(MetricNames.INDEX_BYTES, "Heap of the index of event ids."),
            Map.entry(MetricNames.WINDOW_SHARE, "Share of the declared window of event ids that is in force."),
            Map.entry(MetricNames.INDEX_ENTRIES, "Event ids remembered."),
            Map.entry(
                    MetricNames.QUALITY_VALUE,
                    "A metric of the contract in its last window: the count, or the share in percent."),
            Map.entry(
                    MetricNames.PERIOD_COMPLETE,
                    "End of the last period that is complete in every partition that this process has."),
            Map.entry(MetricNames.RULE_VIOLATIONS, "Records that broke a rule of the contract, by what was done."),
            Map.entry(MetricNames.IDENTITY_HITS, "Records that at least one port had seen before."),
            Map.entry(MetricNames.IDENTITY_BUDGET, "Heap that the indexes of event ids may take together."),
            Map.entry(MetricNames.PARTITIONS, "Input partitions that this process has."),
            Map.entry(MetricNames.PORT_FRESHNESS, "Age of the moment up to which a port shows everything."),
            Map.entry(MetricNames.LATENCY_PROMISED, "The latency that the contract promises."),
            Map.entry(MetricNames.SILENCE_PROMISED, "The longest silence that the contract promises."),
            Map.entry(MetricNames.FAILURE_BUDGET, "Share of rejected records above which the product halts."),
            Map.entry(MetricNames.RESTARTS, "Starts of the product by itself after a fault."),
            Map.entry(MetricNames.RESTORE_REMAINING, "Records that are still to be read back into local state."),
            Map.entry(MetricNames.RESTORE_SHARE, "Share of the state being read back that is there; 1 if none is."),
            Map.entry(MetricNames.RESTORE_TIME, "How long state has been read back; 0 while none is."),
            Map.entry(MetricNames.PROCESS_SHARE, "Share of its time that the busiest stream thread spends on records."),
            Map.entry(MetricNames.COMMIT_TIME, "Longest commit of the last half minute."),
            Map.entry(MetricNames.REQUEST_TIME, "Longest request of a producer in the last half minute."),
            Map.entry(MetricNames.FETCHED_BYTES, "Bytes read from brokers."),
            Map.entry(MetricNames.SENT_BYTES, "Bytes sent to brokers."),
            Map.entry(MetricNames.SEND_ERRORS, "Records that a producer gave up."),
            Map.entry(MetricNames.SEND_RETRIES, "Records that a producer sent again."),
            Map.entry(MetricNames.REBALANCES, "Rebalances of the product's group that this process took part in."),
            Map.entry(MetricNames.QUALITY_ROWS, "Rows that a metric of the contract refers to in its last window."),
            Map.entry(MetricNames.QUALITY_VIOLATED, "1 if the last window broke what the contract promises."));

    private MetricHelp() {}

    /**
     * The sentence for a metric.
     *
     * @throws IllegalArgumentException for a name without a text
     */
    public static String of(String name) {
        String text = TEXTS.get(name);
        if (text == null) {
            throw new IllegalArgumentException("metric " + name + " has no help text");
        }
        return text;
    }
}
