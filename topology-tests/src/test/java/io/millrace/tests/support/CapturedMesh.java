package io.millrace.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.EmbeddedPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.stream.Stream;

/** A mesh whose only source captures a database of its own, applied in an environment of its own on the shared brokers. */
public final class CapturedMesh implements AutoCloseable {
    private final EmbeddedPlatform brokers = SharedPlatform.get();
    private final EmbeddedPlatform server;
    private final String environment;
    private final Path mesh;
    private final Path settings;

    /**
     * Starts the database, and makes a key ring, topics and schemas.
     *
     * @param folder for settings, keys and state
     * @param source name of the mesh's source
     * @param tables statements that make them
     */
    public CapturedMesh(Path folder, String environment, Path mesh, String source, String... tables) throws Exception {
        this.environment = environment;
        this.mesh = mesh;
        this.server =
                EmbeddedPlatform.builder().withoutKafka().withoutRegistry().start();
        sql(tables);
        Path keys = folder.resolve("keys");
        this.settings = Files.writeString(folder.resolve("millrace.properties"), """
                kafka.bootstrap.servers=%1$s
                registry.url=%2$s
                privacy.keys.file=%3$s
                state.directory=%4$s
                management.port=0
                source.%5$s.database.host=%6$s
                source.%5$s.database.port=%7$d
                source.%5$s.database.password=%8$s
                """.formatted(
                        brokers.bootstrapServers(),
                        brokers.registryUrl(),
                        keys,
                        folder.resolve("state"),
                        source,
                        server.database().host(),
                        server.database().port(),
                        server.database().password()));
        Path output = folder.resolve("prepare.out");
        assertThat(MillraceProcess.run(output, "keys", "generate", mesh.toString(), "--out", keys.toString()))
                .as(Files.readString(output))
                .isZero();
        assertThat(MillraceProcess.run(output, arguments("apply")))
                .as("apply, see %s", Files.readString(output))
                .isZero();
    }

    /** Of a command on the mesh, whose name may be several words. */
    public String[] arguments(String command, String... more) {
        return Stream.of(
                        Stream.of(command.split(" ")),
                        Stream.of(mesh.toString(), "--environment", environment, "--config", settings.toString()),
                        Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    public EmbeddedPlatform brokers() {
        return brokers;
    }

    public Connection connect() throws Exception {
        return server.database().connect();
    }

    public void sql(String... statements) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
