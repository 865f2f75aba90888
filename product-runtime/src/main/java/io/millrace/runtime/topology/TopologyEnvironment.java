package io.millrace.runtime.topology;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.runtime.identity.MemoryBudget;
import io.millrace.runtime.metrics.BalanceBoard;
import io.millrace.runtime.metrics.LatencyBoards;
import io.millrace.runtime.metrics.RuleBoard;
import io.millrace.runtime.quality.MetricBoard;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a running topology shares with the process around it.
 *
 * @param board counts of the partitions at hand
 * @param latencies of the output ports
 * @param rules counts of broken rules
 * @param metrics counts for the metrics of the contracts
 * @param indexMemory for the indexes of event ids of the product
 * @param indexStart where those are read back from
 * @param largestRecords largest record batch by topic, bytes; others take {@link #DEFAULT_LARGEST_RECORD}
 * @param partitions numbers of partitions of the input topics; others count as one
 * @param time the wall clock
 * @param onBudgetSpent hears once why the failure budget is spent; must return at once, and stop the product soon
 * @param acceptedEpochs epochs of sources that were snapshotted anew, which the product may go on with
 * @param classes where a Java topology is loaded from
 */
public record TopologyEnvironment(
        BalanceBoard board,
        LatencyBoards latencies,
        RuleBoard rules,
        MetricBoard metrics,
        MemoryBudget indexMemory,
        IndexStart indexStart,
        Map<String, Integer> largestRecords,
        Map<String, Integer> partitions,
        InstantSource time,
        Consumer<String> onBudgetSpent,
        Set<Long> acceptedEpochs,
        ClassLoader classes) {

    /** Kafka's default of {@code max.message.bytes}. */
    public static final int DEFAULT_LARGEST_RECORD = 1_048_588;

    public TopologyEnvironment {
        largestRecords = Map.copyOf(largestRecords);
        partitions = Map.copyOf(partitions);
        acceptedEpochs = Set.copyOf(acceptedEpochs);
    }

    /** For a topology on its own, as in a {@code TopologyTestDriver}; a spent failure budget is ignored. */
    public static TopologyEnvironment standalone(BalanceBoard board, InstantSource time) {
        return standalone(board, time, ownClasses());
    }

    /** Java topologies from the class path of the runtime itself. */
    public static ClassLoader ownClasses() {
        return Objects.requireNonNull(TopologyEnvironment.class.getClassLoader(), "the runtime is no part of the JDK");
    }

    /** The same with a Java topology from elsewhere. */
    public static TopologyEnvironment standalone(BalanceBoard board, InstantSource time, ClassLoader classes) {
        return new TopologyEnvironment(
                board,
                new LatencyBoards(new SimpleMeterRegistry(), ""),
                new RuleBoard(new SimpleMeterRegistry(), ""),
                new MetricBoard(),
                new MemoryBudget(Long.MAX_VALUE),
                IndexStart.BEGINNING,
                Map.of(),
                Map.of(),
                time,
                reason -> {},
                Set.of(),
                classes);
    }

    int partitions(String topic) {
        return partitions.getOrDefault(topic, 1);
    }

    int largestRecord(String topic) {
        return largestRecords.getOrDefault(topic, DEFAULT_LARGEST_RECORD);
    }
}
