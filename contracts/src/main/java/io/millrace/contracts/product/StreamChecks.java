package io.millrace.contracts.product;

import java.util.List;

/**
 * What a contract demands that the record at hand alone cannot decide.
 *
 * @param metrics counts over the rows of a window, in the order of the contract
 * @param unique values that no two rows may share
 * @param outliers values far beyond what was usual
 */
public record StreamChecks(List<WindowMetric> metrics, List<UniqueRule> unique, List<OutlierRule> outliers) {
    public static final StreamChecks NONE = new StreamChecks(List.of(), List.of(), List.of());

    public StreamChecks {
        metrics = List.copyOf(metrics);
        unique = List.copyOf(unique);
        outliers = List.copyOf(outliers);
    }

    /** Whether the contract demands nothing of the sort. */
    public boolean isEmpty() {
        return metrics.isEmpty() && unique.isEmpty() && outliers.isEmpty();
    }
}
