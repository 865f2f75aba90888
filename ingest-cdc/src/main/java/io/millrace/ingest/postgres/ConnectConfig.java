package io.millrace.ingest.postgres;

import io.debezium.connector.postgresql.PostgresConnector;
import io.millrace.contracts.source.SnapshotMode;
import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.database.CaptureSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A source as the configuration of Debezium's connector on somebody's Kafka Connect cluster: the same tables into the
 * same topics, keyed and encoded so that products read them without change. What Connect cannot do is left out: it
 * delivers at least once, and its offsets are its own.
 */
final class ConnectConfig {
    private static final String ROUTER = "org.apache.kafka.connect.transforms.RegexRouter";
    private static final String KEY_FIELD = "org.apache.kafka.connect.transforms.ExtractField$Key";

    private final SourceDescriptor source;
    private final Map<String, String> properties = new LinkedHashMap<>();

    private ConnectConfig(SourceDescriptor source) {
        this.source = source;
    }

    /**
     * The connector's configuration, without the converters, which depend on the registry and not on the database.
     *
     * @param connection host, port, name, user and password of the database; the password may be a reference that
     *     Connect resolves
     * @param keys columns of the record key by {@code schema.table}, for every table
     */
    static Map<String, String> of(SourceDescriptor source, CaptureSettings connection, Map<String, List<String>> keys) {
        var config = new ConnectConfig(source);
        config.properties.put("connector.class", PostgresConnector.class.getName());
        config.properties.put("tasks.max", "1");
        EngineProperties.connector(connection).forEach(config.properties::put);
        config.properties.put("snapshot.mode", source.snapshot() == SnapshotMode.NO_DATA ? "no_data" : "initial");
        // Ours is sent by the ingestion itself; without one, the slot of an idle table holds back the log.
        config.properties.put(
                "heartbeat.action.query",
                "SELECT pg_logical_emit_message(true, '" + PostgresSession.MESSAGE_PREFIX + "', now()::text)");
        config.routes(keys);
        return config.properties;
    }

    private void routes(Map<String, List<String>> keys) {
        var transforms = new ArrayList<String>();
        var predicates = new ArrayList<String>();
        for (CapturedTable table : source.tables()) {
            // Entities of two domains may have the same name, and neither part has a dot.
            String name = table.domain() + "." + table.entity();
            String predicate = "is-" + name;
            String topic = quoted(source.name() + "." + table.qualifiedName());
            List<String> key = keys.getOrDefault(table.qualifiedName(), List.of());
            if (key.size() == 1) {
                // The text of the one column, as ingestion writes it; a composite key stays Connect's own text.
                predicates.add(predicate);
                put(
                        "predicates." + predicate,
                        "type",
                        "org.apache.kafka.connect.transforms.predicates.TopicNameMatches");
                put("predicates." + predicate, "pattern", topic);
                transforms.add("key-" + name);
                put("transforms.key-" + name, "type", KEY_FIELD);
                put("transforms.key-" + name, "field", key.get(0));
                put("transforms.key-" + name, "predicate", predicate);
            }
            transforms.add("route-" + name);
            put("transforms.route-" + name, "type", ROUTER);
            put("transforms.route-" + name, "regex", topic);
            put("transforms.route-" + name, "replacement", table.topic());
        }
        properties.put("transforms", String.join(",", transforms));
        if (!predicates.isEmpty()) {
            properties.put("predicates", predicates.stream().collect(Collectors.joining(",")));
        }
    }

    private void put(String prefix, String name, String value) {
        properties.put(prefix + "." + name, value);
    }

    /** As a pattern that means just this text. */
    private static String quoted(String text) {
        return text.replaceAll("[^A-Za-z0-9_]", "\\\\$0");
    }
}
