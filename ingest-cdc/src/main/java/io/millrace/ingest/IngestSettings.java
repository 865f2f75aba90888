package io.millrace.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.contracts.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.Map;

/**
 * What ingestion needs beside the source descriptors.
 *
 * @param kafkaBySource client properties by source name, {@code bootstrap.servers} at least; each source has a
 *     principal of its own
 * @param databases by source name
 * @param registry where the schemas of change events are registered, under {@code <topic>-value}
 * @param instanceId names this instance in the database's list of sessions
 * @param meters where {@code millrace.ingest.*} is counted
 * @param takesNewTables whether tables that were added to a source are snapshotted; else the source halts
 * @param principals whom sources run as on the cluster, by source name, where that is known; only messages need it
 */
public record IngestSettings(
        Map<String, Map<String, String>> kafkaBySource,
        Map<String, DatabaseSettings> databases,
        SchemaRegistry registry,
        String instanceId,
        MeterRegistry meters,
        boolean takesNewTables,
        Map<String, String> principals) {

    public IngestSettings {
        var copies = new HashMap<String, Map<String, String>>();
        kafkaBySource.forEach((source, properties) -> copies.put(source, Map.copyOf(properties)));
        kafkaBySource = Map.copyOf(copies);
        databases = Map.copyOf(databases);
        principals = Map.copyOf(principals);
    }

    /** Settings under which a source with added tables halts. */
    public IngestSettings(
            Map<String, Map<String, String>> kafkaBySource,
            Map<String, DatabaseSettings> databases,
            SchemaRegistry registry,
            String instanceId,
            MeterRegistry meters) {
        this(kafkaBySource, databases, registry, instanceId, meters, false, Map.of());
    }

    /** The same, with tables taken up that were added to a source. */
    public IngestSettings takingNewTables() {
        return new IngestSettings(kafkaBySource, databases, registry, instanceId, meters, true, principals);
    }

    /** The same for principals that are known by name. */
    public IngestSettings as(Map<String, String> names) {
        return new IngestSettings(kafkaBySource, databases, registry, instanceId, meters, takesNewTables, names);
    }

    @Override
    public String toString() {
        return "IngestSettings[sources=" + databases.keySet() + ", instanceId=" + instanceId + "]";
    }
}
