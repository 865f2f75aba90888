package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.InputPort;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.TaskBalance;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far the product is behind, per input port, over the partitions that this instance processes. */
final class LagMonitor {
    private final ClusterView cluster;
    private final BalanceBoard board;
    private final InstantSource time;
    private final Watermarks watermarks;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> before = new HashMap<>();

    /** Since when an input is behind, epoch milliseconds. */
    private final Map<String, Long> behindSince = new HashMap<>();

    private record Reading(long lag, long freshnessMillis) {}

    LagMonitor(ClusterView cluster, Watermarks watermarks, BalanceBoard board, InstantSource time) {
        this.watermarks = watermarks;
        this.cluster = cluster;
        this.board = board;
        this.time = time;
    }

    OptionalLong lag(String input) {
        Reading reading = readings.get(input);
        return reading == null ? OptionalLong.empty() : OptionalLong.of(reading.lag());
    }

    OptionalLong freshnessMillis(String input) {
        Reading reading = readings.get(input);
        return reading == null ? OptionalLong.empty() : OptionalLong.of(reading.freshnessMillis());
    }

    /** Up to when all that the input's source has is judged, epoch milliseconds; empty where it is behind, or unknown. */
    OptionalLong completeMillis(InputPort input) {
        Reading reading = readings.get(input.name());
        return reading == null || reading.lag() > 0 ? OptionalLong.empty() : watermarks.of(input);
    }

    /**
     * Takes a new reading. Watermarks are asked for before the ends of the topics: what is judged up to those ends is
     * then complete up to the watermark.
     *
     * @param start where each partition was when the product started, for those without a record since
     * @throws ClusterView.ClusterException where the cluster does not answer; the old reading stays
     */
    void update(
            Collection<InputPort> inputs, Map<TopicPartition, Long> start, Map<MetricName, ? extends Metric> metrics) {
        watermarks.update(inputs);
        Map<String, InputPort> byName = inputs.stream().collect(Collectors.toMap(InputPort::name, input -> input));
        Map<TopicPartition, TaskBalance> tasks = new HashMap<>();
        for (TaskBalance task : board.tasks()) {
            InputPort input = byName.get(task.input());
            if (input != null) {
                tasks.put(new TopicPartition(input.topic(), task.partition()), task);
            }
        }
        Map<TopicPartition, Double> fetchLags = fetchLags(metrics);
        // Before the question: what is written while it is asked may not be counted in the answer.
        long asked = time.millis();
        Map<TopicPartition, Long> ends = tasks.isEmpty() ? Map.of() : cluster.ends(tasks.keySet());
        Map<String, Reading> fresh = new HashMap<>();
        tasks.forEach((partition, task) -> {
            long next = task.nextOffset() >= 0 ? task.nextOffset() : start.getOrDefault(partition, 0L);
            long lag = Math.max(0, ends.getOrDefault(partition, next) - next);
            Long last = before.put(partition, next);
            // transaction markers take offsets but are no records: a consumer at the end without progress has no lag
            if (last != null && last == next && fetchLags.getOrDefault(partition, Double.NaN) == 0.0) {
                lag = 0;
            }
            if (lag == 0) {
                task.readUntil(asked);
            }
            long judged = lag == 0 || task.lastTimestamp() < 0 ? 0 : Math.max(0, time.millis() - task.lastTimestamp());
            long age = Math.max(judged, sourceAge(byName.get(task.input())));
            fresh.merge(
                    task.input(),
                    new Reading(lag, age),
                    (one, other) -> new Reading(
                            one.lag() + other.lag(), Math.max(one.freshnessMillis(), other.freshnessMillis())));
        });
        readings.keySet().retainAll(fresh.keySet());
        readings.putAll(fresh);
    }

    /**
     * Takes a new reading where records are not counted one by one as they are read, as in front of a Java topology: what
     * the clients that fetch them say of the partitions at hand.
     */
    void updateFetched(Collection<InputPort> inputs, Map<MetricName, ? extends Metric> metrics) {
        Map<TopicPartition, Double> fetchLags = fetchLags(metrics);
        for (InputPort input : inputs) {
            double lag = fetchLags.entrySet().stream()
                    .filter(partition -> partition.getKey().topic().equals(input.topic()))
                    .mapToDouble(Map.Entry::getValue)
                    .filter(Double::isFinite)
                    .sum();
            long now = time.millis();
            long since = lag > 0 ? behindSince.computeIfAbsent(input.name(), name -> now) : now;
            if (lag <= 0) {
                behindSince.remove(input.name());
            }
            readings.put(input.name(), new Reading((long) lag, now - since));
        }
    }

    private long sourceAge(@Nullable InputPort input) {
        OptionalLong watermark = input == null ? OptionalLong.empty() : watermarks.of(input);
        return watermark.isPresent() ? Math.max(0, time.millis() - watermark.getAsLong()) : 0;
    }

    private static Map<TopicPartition, Double> fetchLags(Map<MetricName, ? extends Metric> metrics) {
        Map<TopicPartition, Double> lags = new HashMap<>();
        metrics.forEach((name, metric) -> {
            if (name.name().equals("records-lag")
                    && name.tags().containsKey("partition")
                    && metric.metricValue() instanceof Double lag) {
                lags.put(
                        new TopicPartition(
                                name.tags().getOrDefault("topic", ""),
                                Integer.parseInt(name.tags().getOrDefault("partition", "0"))),
                        lag);
            }
        });
        return lags;
    }
}
