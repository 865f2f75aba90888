package io.millrace.runtime.quality;

import io.millrace.contracts.product.WindowMetric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metrics of one output port, grouped by the length of their windows. Immutable. */
public final class PortMetrics {
    private final List<Group> groups;

    private PortMetrics(List<Group> groups) {
        this.groups = groups;
    }

    /**
     * Metrics with one length.
     *
     * @param metrics in the order of the contract
     * @param indexes their places among all metrics of the contract
     */
    public record Group(long windowMillis, List<WindowMetric> metrics, List<Integer> indexes) {
        public Group {
            metrics = List.copyOf(metrics);
            indexes = List.copyOf(indexes);
        }

        /** The hits of this group's metrics among those of all. */
        public long hits(long all) {
            long hits = 0;
            for (int i = 0; i < indexes.size(); i++) {
                hits |= (all >>> indexes.get(i) & 1) << i;
            }
            return hits;
        }

        /** Changes when stored counts would mean something else. */
        public int layout() {
            List<String> parts = new ArrayList<>();
            metrics.forEach(metric -> parts.add(metric.name() + " " + metric.measure()));
            return parts.hashCode();
        }
    }

    /** The metrics of a contract. */
    public static PortMetrics of(List<WindowMetric> metrics) {
        Map<Long, List<Integer>> byLength = new LinkedHashMap<>();
        for (int i = 0; i < metrics.size(); i++) {
            byLength.computeIfAbsent(metrics.get(i).window().toMillis(), length -> new ArrayList<>())
                    .add(i);
        }
        return new PortMetrics(byLength.entrySet().stream()
                .map(entry -> new Group(
                        entry.getKey(),
                        entry.getValue().stream().map(metrics::get).toList(),
                        entry.getValue()))
                .toList());
    }

    /** In the order of first appearance. */
    public List<Group> groups() {
        return groups;
    }
}
