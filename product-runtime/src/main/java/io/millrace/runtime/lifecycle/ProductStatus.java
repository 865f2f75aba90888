package io.millrace.runtime.lifecycle;

import io.millrace.runtime.metrics.PortBalance;
import java.util.List;
import java.util.OptionalLong;

/**
 * A product at one moment, for the partitions that this instance processes. Counts come from the ledger of each task
 * and survive restarts.
 *
 * @param product {@code <domain>.<product>}
 * @param version of the product
 * @param applicationId Kafka Streams application id
 * @param state where the product is in its life
 * @param progress how far it is on its way to running
 * @param inputs in the order of the descriptor
 * @param outputs in the order of the descriptor; a port whose contract reads several inputs stands once for each
 * @param digest of the jar that it was packaged in; empty where it runs from a folder
 */
public record ProductStatus(
        String product,
        String version,
        String applicationId,
        ProductState state,
        StartProgress progress,
        List<InputStatus> inputs,
        List<OutputStatus> outputs,
        String digest) {

    public ProductStatus {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** The same of a product that was packaged. */
    public ProductStatus packagedAs(String jarDigest) {
        return new ProductStatus(product, version, applicationId, state, progress, inputs, outputs, jarDigest);
    }

    /**
     * An input port.
     *
     * @param port name
     * @param topic raw topic
     * @param records input records judged
     * @param lag records not judged yet; empty where unknown
     * @param freshnessMillis age of the last judged record while there is lag, 0 without lag; empty where unknown
     * @param conflicts event ids that came again with other content
     * @param indexEntries event ids remembered
     * @param indexBytes heap the index of event ids takes
     */
    public record InputStatus(
            String port,
            String topic,
            long records,
            OptionalLong lag,
            OptionalLong freshnessMillis,
            long conflicts,
            long indexEntries,
            long indexBytes) {}

    /**
     * An output port.
     *
     * @param port name
     * @param input an input port that its contract reads
     * @param topic output topic
     * @param balance its verdicts on the records of that input
     * @param lag of its input
     * @param freshnessMillis of its input
     * @param latencyMillis from the event's own time to its output, of the last record; empty without a service level
     * @param latencyBoundMillis the promised latency, if any
     * @param late records that left later than promised since this instance started
     * @param silenceMillis since the last record was sent; empty where the contract promises no frequency
     * @param silenceExceeded whether that is longer than promised
     * @param metrics of its contract, in the order of the contract
     */
    public record OutputStatus(
            String port,
            String input,
            String topic,
            PortBalance balance,
            OptionalLong lag,
            OptionalLong freshnessMillis,
            OptionalLong latencyMillis,
            OptionalLong latencyBoundMillis,
            long late,
            OptionalLong silenceMillis,
            boolean silenceExceeded,
            List<MetricStatus> metrics) {
        public OutputStatus {
            metrics = List.copyOf(metrics);
        }
    }
}
