package io.millrace.ingest.postgres;

import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.PostgresType;
import io.debezium.connector.postgresql.TypeRegistry;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import java.sql.SQLException;
import org.postgresql.core.Oid;

/**
 * Debezium's task, whose stream hands over intervals as text. By itself it makes the driver's objects of them, which
 * have zero for infinity and no more than 31 bits for hours. The engine makes an instance by the class's name.
 */
public final class CaptureTask extends PostgresConnectorTask {

    /** The decoder has a connection of its own, which it closes: the types it decodes by come with one. */
    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        var decoding = new PostgresConnection(config, decodedTypes(config), PostgresConnection.CONNECTION_GENERAL);
        try {
            return super.buildReplicationConnection(decoding, schema, config);
        } catch (SQLException | RuntimeException e) {
            decoding.close();
            throw e;
        }
    }

    private static TypeRegistry decodedTypes(PostgresConnectorConfig config) {
        try (var connection = new PostgresConnection(config.getJdbcConfig(), PostgresConnection.CONNECTION_GENERAL)) {
            return new DecodedTypes(connection);
        }
    }

    /** By name, the type that a value of the stream is decoded as; what a column is goes by the type's number. */
    private static final class DecodedTypes extends TypeRegistry {
        DecodedTypes(PostgresConnection connection) {
            super(connection);
        }

        @Override
        public PostgresType get(String schemaName, String typeName) {
            PostgresType type = super.get(schemaName, typeName);
            return type.getRootType().getOid() == Oid.INTERVAL ? get(Oid.TEXT) : type;
        }
    }
}
