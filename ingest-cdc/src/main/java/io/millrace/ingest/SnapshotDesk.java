package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.ingest.position.SnapshotTask;
import io.millrace.ingest.publish.OffsetLog;
import io.millrace.ingest.publish.RequestLog;
import io.millrace.ingest.publish.SnapshotRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;

/**
 * Where a person asks for snapshots of a source, from any machine that reaches Kafka: requests and progress lie in the
 * source's offset topic. It needs the rights of the source's principal: to write and read that topic.
 */
public final class SnapshotDesk {
    private final SourceDescriptor source;
    private final Map<String, String> kafka;

    /** @param kafka client properties of the source's principal */
    public SnapshotDesk(SourceDescriptor source, Map<String, String> kafka) {
        this.source = source;
        this.kafka = Map.copyOf(kafka);
    }

    /**
     * Asks for the rows of tables once more.
     *
     * @param tables as {@code schema.table}
     * @param product {@code <domain>.<product>} whose ports alone take them; without one, the ports of all products
     *     that show the latest row
     * @return the id of the snapshot
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    public String ask(List<String> tables, Optional<String> product) throws InterruptedException {
        return send(tables, product.orElse(SnapshotTask.LATEST_PORTS), false);
    }

    /**
     * Ends snapshots that were asked for. Rows that were sent stay; first snapshots go on.
     *
     * @param tables those of these tables; if none, all
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    public void stop(List<String> tables) throws InterruptedException {
        send(tables, SnapshotTask.LATEST_PORTS, true);
    }

    private String send(List<String> tables, String audience, boolean stops) throws InterruptedException {
        String id = UUID.randomUUID().toString();
        RequestLog.send(kafka, source.offsetTopic(), source.name(), new SnapshotRequest(id, tables, audience, stops));
        return id;
    }

    /**
     * How a snapshot fares.
     *
     * @return empty as long as no ingestion has taken it up
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    public Optional<SnapshotStatus> progress(String id) throws InterruptedException {
        return new OffsetLog(source.offsetTopic(), source.name())
                .last(kafka)
                .flatMap(offset -> SnapshotStatus.of(offset.snapshots(), id));
    }

    /**
     * Those under way and waiting.
     *
     * @throws KafkaException if the cluster is out of reach or refuses
     */
    public List<SnapshotStatus> underWay() throws InterruptedException {
        return new OffsetLog(source.offsetTopic(), source.name())
                .last(kafka)
                .map(offset -> SnapshotStatus.underWay(offset.snapshots()))
                .orElse(List.of());
    }
}
