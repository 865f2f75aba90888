package io.millrace.ingest;

import io.millrace.contracts.source.SourceDescriptor;
import io.millrace.contracts.source.SourceDescriptor.CapturedTable;
import io.millrace.ingest.database.CaptureSettings;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sources as configurations of Kafka Connect connectors, for those who have outgrown one machine. They hold no secret:
 * where one belongs stands a reference that Connect's {@code FileConfigProvider} resolves.
 */
public final class ConnectConfigs {
    private ConnectConfigs() {}

    /**
     * The configuration of one source.
     *
     * @param database where it is; its password is not looked at
     * @param registry base URL of the schema registry
     * @param registryUser whether the registry wants a user and a password
     * @throws IngestException where the source is not locked, since the keys of its tables are not known then; or has
     *     an outbox, whose rows Connect would route in another way
     */
    public static Map<String, String> of(
            SourceDescriptor source, DatabaseSettings database, URI registry, boolean registryUser) {
        if (source.outbox().isPresent()) {
            throw new IngestException(
                    "source " + source.name() + " has an outbox, which Millrace routes by rules of its own"
                            + " that Connect does not have; declare the outbox in a source of its own, and keep ingesting that");
        }
        List<String> unknown = source.tables().stream()
                .filter(table -> table.key().isEmpty() && table.shape().isEmpty())
                .map(CapturedTable::qualifiedName)
                .toList();
        if (!unknown.isEmpty()) {
            throw new IngestException(
                    "source " + source.name() + " is not locked, and Connect has to be told the keys of "
                            + String.join(", ", unknown) + "; run millrace lock first");
        }
        Map<String, String> config = new LinkedHashMap<>(DatabaseKinds.of(database)
                .connector(
                        source,
                        settings(source, database),
                        source.tables().stream()
                                .collect(Collectors.toMap(CapturedTable::qualifiedName, ConnectConfigs::key))));
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "io.confluent.connect.avro.AvroConverter");
        config.put("value.converter.schema.registry.url", registry.toString());
        if (registryUser) {
            config.put("value.converter.basic.auth.credentials.source", "USER_INFO");
            config.put("value.converter.basic.auth.user.info", secret(source, "registry"));
        }
        // The table has changed already: a registry that refuses its schema would only stop the connector.
        config.put("value.converter.auto.register.schemas", "true");
        return config;
    }

    private static List<String> key(CapturedTable table) {
        return table.key().isEmpty() ? table.shape().orElseThrow().primaryKey() : table.key();
    }

    private static CaptureSettings settings(SourceDescriptor source, DatabaseSettings database) {
        Map<String, String> tls = new LinkedHashMap<>(database.tls());
        tls.computeIfPresent("sslpassword", (key, value) -> secret(source, "sslkey.password"));
        return new CaptureSettings(
                source.name(),
                database.host(),
                database.port(),
                database.name(),
                database.user(),
                secret(source, "password"),
                tls,
                source.slot(),
                source.publication(),
                false,
                source.heartbeat(),
                source.tables().stream().map(CapturedTable::qualifiedName).toList(),
                source.tables().stream()
                        .filter(table -> !table.key().isEmpty())
                        .collect(Collectors.toMap(CapturedTable::qualifiedName, CapturedTable::key)),
                ExcludedColumns.locked(source));
    }

    private static String secret(SourceDescriptor source, String key) {
        return "${file:/etc/kafka-connect/secrets/" + source.name() + ".properties:" + key + "}";
    }
}
