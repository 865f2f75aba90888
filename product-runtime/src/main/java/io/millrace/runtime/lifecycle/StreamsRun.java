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

    /** Commits and stops; as a static member of the group, so that a restart gets its partitions back at once. */
    boolean close(Duration timeout) {
        return streams.close(CloseOptions.timeout(timeout)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP));
    }
}
