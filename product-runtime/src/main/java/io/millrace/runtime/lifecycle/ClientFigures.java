package io.millrace.runtime.lifecycle;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * A few figures out of the some thousand that the Kafka clients of a product keep, each over all its threads and clients:
 * so the number of series does not depend on threads, partitions or client ids.
 *
 * @param processShare share of its time that the busiest stream thread spends on records, 0 to 1
 * @param commitSeconds longest commit of the last half minute
 * @param requestSeconds longest request of a producer in the last half minute
 * @param fetchedBytes read from brokers, state that was read back included
 * @param sentBytes sent to brokers by producers
 * @param sendErrors records that a producer gave up
 * @param sendRetries records that a producer sent again
 * @param rebalances of the product's group that this process took part in
 */
record ClientFigures(
        double processShare,
        double commitSeconds,
        double requestSeconds,
        double fetchedBytes,
        double sentBytes,
        double sendErrors,
        double sendRetries,
        double rebalances) {
    private static final Set<String> GROUPS = Set.of(
            "stream-thread-metrics",
            "producer-metrics",
            "consumer-fetch-manager-metrics",
            "consumer-coordinator-metrics");

    static final ClientFigures NONE = new ClientFigures(0, 0, 0, 0, 0, 0, 0, 0);

    /** @param metrics of a Kafka Streams client */
    static ClientFigures of(Map<MetricName, ? extends Metric> metrics) {
        var sum = new Sum();
        metrics.forEach((name, metric) -> {
            // Asking a metric for its value takes time, and there are many.
            if (GROUPS.contains(name.group())
                    && metric.metricValue() instanceof Double value
                    && Double.isFinite(value)) {
                sum.add(name, value);
            }
        });
        return new ClientFigures(
                sum.processShare,
                sum.commitMillis / 1e3,
                sum.requestMillis / 1e3,
                sum.fetchedBytes,
                sum.sentBytes,
                sum.sendErrors,
                sum.sendRetries,
                sum.rebalances);
    }

    private static final class Sum {
        private double processShare;
        private double commitMillis;
        private double requestMillis;
        private double fetchedBytes;
        private double sentBytes;
        private double sendErrors;
        private double sendRetries;
        private double rebalances;

        void add(MetricName name, double value) {
            switch (name.group()) {
                case "stream-thread-metrics" -> {
                    switch (name.name()) {
                        case "process-ratio" -> processShare = Math.max(processShare, value);
                        case "commit-latency-max" -> commitMillis = Math.max(commitMillis, value);
                        default -> {}
                    }
                }
                case "producer-metrics" -> {
                    switch (name.name()) {
                        case "request-latency-max" -> requestMillis = Math.max(requestMillis, value);
                        case "outgoing-byte-total" -> sentBytes += value;
                        case "record-error-total" -> sendErrors += value;
                        case "record-retry-total" -> sendRetries += value;
                        default -> {}
                    }
                }
                case "consumer-fetch-manager-metrics" -> {
                    // The same name is kept per topic and per partition.
                    if (name.name().equals("bytes-consumed-total")
                            && !name.tags().containsKey("topic")) {
                        fetchedBytes += value;
                    }
                }
                case "consumer-coordinator-metrics" -> {
                    if (name.name().equals("rebalance-total")) {
                        rebalances += value;
                    }
                }
                default -> {}
            }
        }
    }
}
