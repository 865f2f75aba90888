package io.millrace.ingest.postgres;

import io.millrace.ingest.database.CaptureSettings;
import io.millrace.ingest.postgres.value.ColumnConverters;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Debezium's configuration. Each setting is here because its default loses, doubles, delays or leaks something. */
final class EngineProperties {
    private static final int MAX_QUEUE_BYTES = 64 * 1024 * 1024;

    /** Sound only with our offsets, our checks and an engine that is rebuilt after each error. */
    private static final Set<String> OURS_ALONE = Set.of(
            "errors.max.retries",
            "lsn.flush.mode",
            "offset.mismatch.strategy",
            "record.processing.threads",
            "slot.max.retries",
            "snapshot.max.threads");

    private EngineProperties() {}

    static Properties of(CaptureSettings settings, String engineName) {
        var properties = new Properties();
        properties.setProperty("name", engineName);
        properties.setProperty("connector.class", CaptureConnector.class.getName());
        properties.setProperty("converters", "millrace");
        properties.setProperty("millrace.type", ColumnConverters.class.getName());
        properties.setProperty("offset.storage", CommittedOffsetStore.class.getName());
        // How often the slot is told what is committed; the store decides what that is.
        properties.setProperty("offset.flush.interval.ms", "500");
        database(properties, settings);
        delivery(properties, settings);
        types(properties);
        pace(properties);
        return properties;
    }

    /** What of it holds for the connector wherever it runs, sorted: no class of ours, which a worker does not have. */
    static Map<String, String> connector(CaptureSettings settings) {
        var properties = new Properties();
        database(properties, settings);
        delivery(properties, settings);
        types(properties);
        var sorted = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
        sorted.keySet().removeAll(OURS_ALONE);
        return sorted;
    }

    private static void database(Properties properties, CaptureSettings settings) {
        properties.setProperty("topic.prefix", settings.source());
        properties.setProperty("database.hostname", settings.host());
        properties.setProperty("database.port", Integer.toString(settings.port()));
        properties.setProperty("database.dbname", settings.database());
        properties.setProperty("database.user", settings.user());
        properties.setProperty("database.password", settings.password());
        settings.tls().forEach((key, value) -> properties.setProperty("database." + key, value));
        properties.setProperty("plugin.name", "pgoutput");
        properties.setProperty("slot.name", settings.slot());
        properties.setProperty("slot.drop.on.stop", "false");
        // From PostgreSQL 17 on, a standby that synchronises slots can go on after a failover.
        properties.setProperty("slot.failover", "true");
        properties.setProperty("publication.name", settings.publication());
        // Rows of a partitioned table are rows of that table, whichever partition has them.
        properties.setProperty("publish.via.partition.root", "true");
        properties.setProperty("publication.autocreate.mode", settings.publicationFits() ? "disabled" : "filtered");
        properties.setProperty(
                "table.include.list",
                settings.tables().stream().map(EngineProperties::literal).collect(Collectors.joining(",")));
        if (!settings.keys().isEmpty()) {
            properties.setProperty("message.key.columns", keyColumns(settings.keys()));
        }
        if (!settings.excluded().isEmpty()) {
            properties.setProperty(
                    "column.exclude.list",
                    settings.excluded().stream().map(EngineProperties::literal).collect(Collectors.joining(",")));
        }
    }

    private static void delivery(Properties properties, CaptureSettings settings) {
        properties.setProperty("snapshot.mode", "initial");
        properties.setProperty("snapshot.max.threads", "1");
        // By default ten times as many rows lie in memory at once, whatever their size.
        properties.setProperty("snapshot.fetch.size", "1000");
        // The start checks are ours; lsn.flush.mode keeps the driver from acknowledging what nobody committed.
        properties.setProperty("offset.mismatch.strategy", "no_validation");
        properties.setProperty("lsn.flush.mode", "connector");
        // An engine that retries by itself polls past a failed batch.
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("slot.max.retries", "0");
        properties.setProperty("record.processing.threads", "1");
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("skipped.operations", "none");
        properties.setProperty("message.prefix.include.list", PostgresSession.MESSAGE_PREFIX);
        properties.setProperty("provide.transaction.metadata", "false");
        properties.setProperty("event.processing.failure.handling.mode", "fail");
        properties.setProperty(
                "heartbeat.interval.ms", Long.toString(settings.heartbeat().toMillis()));
    }

    private static void types(Properties properties) {
        properties.setProperty("decimal.handling.mode", "precise");
        properties.setProperty("time.precision.mode", "adaptive_time_microseconds");
        properties.setProperty("schema.name.adjustment.mode", "avro");
        properties.setProperty("field.name.adjustment.mode", "avro");
        // Days, weeks and months have no fixed number of microseconds.
        properties.setProperty("interval.handling.mode", "string");
        // How the server writes values that are read as text; a database or a role may have it otherwise.
        properties.setProperty(
                "driver.options", "-c IntervalStyle=iso_8601 -c bytea_output=hex -c extra_float_digits=1");
        // By default a value that cannot be converted becomes null.
        properties.setProperty("event.converting.failure.handling.mode", "fail");
    }

    private static void pace(Properties properties) {
        // Each poll with changes is a Kafka transaction: fifty a second at most.
        properties.setProperty("poll.interval.ms", "20");
        properties.setProperty("max.batch.size", "2048");
        properties.setProperty("max.queue.size", "8192");
        properties.setProperty("max.queue.size.in.bytes", Integer.toString(MAX_QUEUE_BYTES));
        properties.setProperty("executor.shutdown.timeout.ms", "2000");
        properties.setProperty("task.management.timeout.ms", "60000");
    }

    /** A table and its columns, in the order of the key; the descriptor allows only names that are no patterns. */
    private static String keyColumns(Map<String, List<String>> keys) {
        return keys.entrySet().stream()
                .map(entry -> literal(entry.getKey()) + ":" + String.join(",", entry.getValue()))
                .collect(Collectors.joining(";"));
    }

    /** Debezium takes a comma-separated list of regular expressions. */
    private static String literal(String name) {
        return name.replaceAll("[^A-Za-z0-9_]", "\\\\$0");
    }
}
