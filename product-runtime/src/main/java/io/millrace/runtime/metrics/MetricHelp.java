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
            Map.entry(MetricNames.FRESHNESS, "Age of the last judged record while there is lag, else 0."),
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
