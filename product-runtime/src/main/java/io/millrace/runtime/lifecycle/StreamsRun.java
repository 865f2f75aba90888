package io.millrace.runtime.lifecycle;

import io.millrace.contracts.product.Product;
import io.millrace.runtime.topology.GovernedTopology;
import io.millrace.runtime.topology.StreamsSettings;
import io.millrace.runtime.topology.TopologyEnvironment;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** One run of a product's Kafka Streams client; after a fault it is closed and a new run takes its place. */
final class StreamsRun {
    private final KafkaStreams streams;
    private final RestoreProgress restore;

    /**
     * A run that is not started yet.
     *
     * @param onState hears starting, restoring and running
     * @param onFault hears what ended a stream thread; the run is then to be closed
     */
    StreamsRun(
            Product product,
            RuntimeSettings settings,
            StartFacts facts,
            TopologyEnvironment environment,
            Consumer<ProductState> onState,
            Consumer<Throwable> onFault) {
        int largest = facts.largestRecords().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(TopologyEnvironment.DEFAULT_LARGEST_RECORD);
        streams = new KafkaStreams(
                GovernedTopology.build(facts.parts(), environment),
                StreamsSettings.of(
                        product,
                        settings.kafka(),
                        settings.stateDirectory(),
                        settings.instanceId(),
                        settings.threads(),
                        largest));
        streams.setUncaughtExceptionHandler(thrown -> {
            onFault.accept(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        streams.setStateListener((now, before) -> publish(now, onState));
        restore = new RestoreProgress(() -> publish(streams.state(), onState));
        streams.setGlobalStateRestoreListener(restore);
    }

    private void publish(KafkaStreams.@Nullable State now, Consumer<ProductState> onState) {
        if (now == KafkaStreams.State.RUNNING) {
            onState.accept(new ProductState.Running());
        } else if (now == KafkaStreams.State.REBALANCING) {
            onState.accept(restore.isUnderWay() ? new ProductState.Restoring() : new ProductState.Starting());
        }
    }

    void start() {
        streams.start();
    }

    /** Stops reading new records; what was judged is still committed by {@link #close}. */
    void pause() {
        streams.pause();
    }

    /** How far local state has been read back. */
    RestoreProgress restore() {
        return restore;
    }

    Map<MetricName, ? extends Metric> metrics() {
        return streams.metrics();
    }

    /** Since the stream thread that has been busy the longest asked for records; zero where none has asked yet. */
    Duration sincePoll() {
        double most = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics().entrySet()) {
            if (metric.getKey().name().equals("last-poll-seconds-ago")
                    && !String.valueOf(metric.getKey().tags().get("client-id")).endsWith("-restore-consumer")
                    && metric.getValue().metricValue() instanceof Double seconds) {
                most = Math.max(most, seconds);
            }
        }
        return Duration.ofMillis((long) (1000 * most));
    }

    /**
     * Commits and stops. An instance that stays a member gets its partitions back at once when it is started again; one
     * that leaves gives them to the others at once.
     */
    boolean close(Duration timeout, boolean leaves) {
        return streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(
                        leaves
                                ? CloseOptions.GroupMembershipOperation.LEAVE_GROUP
                                : CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
