package io.millrace.tests.foreign;

import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.contracts.mesh.MeshSources;
import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.ingest.ConnectConfigs;
import io.millrace.ingest.DatabaseSettings;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Somebody's database, without a broker beside it. */
final class LegacyDatabase implements AutoCloseable {
    private final EmbeddedPlatform platform;

    private LegacyDatabase(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    static LegacyDatabase start(Path work) throws Exception {
        return new LegacyDatabase(EmbeddedPlatform.builder()
                .workDirectory(work)
                .withoutKafka()
                .withoutRegistry()
                .start());
    }

    void sql(String... statements) throws Exception {
        try (Connection connection = platform.database().connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Debezium's connector with what {@code ingest --print-connect-config} prints for the only source of a mesh. */
    Connector capture(Path mesh) {
        DatabaseAddress at = platform.database();
        Map<String, String> config = new HashMap<>(ConnectConfigs.of(
                MeshSources.load(mesh, MeshOptions.DEFAULT).sources().get(0),
                new DatabaseSettings(at.host(), at.port(), at.name(), at.user(), at.password()),
                URI.create("http://unused"),
                false));
        // The one setting that a worker reads from elsewhere.
        if (!String.valueOf(config.put("database.password", at.password())).startsWith("${file:")) {
            throw new AssertionError("a printed configuration refers to the password, and does not hold it");
        }
        return Connector.start(config);
    }

    @Override
    public void close() {
        platform.close();
    }
}
