package io.millrace.tests.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.ingest.SnapshotDesk;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.SharedPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One table in a database of its own, captured and served by two products in an environment of its own. A trigger notes
 * every committed change of the table in the order of its row.
 */
final class RowsMesh implements AutoCloseable {
    static final List<String> COLUMNS = List.of("id", "version", "owner");

    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/snapshots");
    private static final String TABLES = """
            CREATE TABLE rows (id int PRIMARY KEY, version int NOT NULL, owner text);
            CREATE TABLE noted (seq bigserial PRIMARY KEY, id int, op text, version int);
            CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
              INSERT INTO noted (id, op, version) SELECT coalesce(NEW.id, OLD.id),
                CASE TG_OP WHEN 'INSERT' THEN 'c' WHEN 'UPDATE' THEN 'u' ELSE 'd' END, coalesce(NEW.version, OLD.version);
              RETURN NULL;
            END $$;
            """;

    private final EmbeddedPlatform brokers = SharedPlatform.get();
    private final EmbeddedPlatform server;
    private final Path folder;
    private final String environment;
    private final Path settings;

    /** @param rows that the table holds at first, with version 1 */
    RowsMesh(Path folder, String environment, int rows) throws Exception {
        this.folder = folder;
        this.environment = environment;
        this.server =
                EmbeddedPlatform.builder().withoutKafka().withoutRegistry().start();
        sql(
                TABLES,
                "INSERT INTO rows SELECT g, 1, 'Person ' || g FROM generate_series(1, " + rows + ") g",
                "ANALYZE rows",
                "CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON rows FOR EACH ROW EXECUTE FUNCTION note()");
        this.settings = Files.writeString(folder.resolve("millrace.properties"), """
                kafka.bootstrap.servers=%s
                registry.url=%s
                privacy.keys.file=%s
                state.directory=%s
                management.port=0
                source.snap.database.host=%s
                source.snap.database.port=%d
                source.snap.database.password=%s
                """.formatted(
                        brokers.bootstrapServers(),
                        brokers.registryUrl(),
                        folder.resolve("keys"),
                        folder.resolve("state"),
                        server.database().host(),
                        server.database().port(),
                        server.database().password()));
        Path output = folder.resolve("prepare.out");
        assertThat(MillraceProcess.run(
                        output,
                        "keys",
                        "generate",
                        MESH.toString(),
                        "--out",
                        folder.resolve("keys").toString()))
                .as(Files.readString(output))
                .isZero();
        assertThat(command(output, "apply"))
                .as("apply, see %s", Files.readString(output))
                .isZero();
    }

    /** Runs a command on the mesh to its end. */
    int command(Path output, String command, String... more) throws Exception {
        return MillraceProcess.run(output, arguments(command, more));
    }

    /** Starts a command on the mesh. */
    MillraceProcess start(String output, String command, String... more) throws Exception {
        return MillraceProcess.start(folder.resolve(output), arguments(command, more));
    }

    private String[] arguments(String command, String... more) {
        return Stream.of(
                        Stream.of(command.split(" ")),
                        Stream.of(MESH.toString(), "--environment", environment, "--config", settings.toString()),
                        Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    /** A port's topic, by port. */
    OutputPort port(String product, String port) {
        return new OutputPort(brokers, environment + ".snap." + product + "." + port + ".v1", COLUMNS);
    }

    /** Waits until the snapshot under way has read such a share, or is over. */
    void awaitShare(MillraceProcess ingest, double share) throws Exception {
        var source = Mesh.load(MESH, new MeshOptions(Optional.of(environment)))
                .sources()
                .get(0);
        var desk = new SnapshotDesk(source, Map.of("bootstrap.servers", brokers.bootstrapServers()));
        while (desk.progress("initial")
                .filter(found -> found.outcome().isPresent() || found.share() >= share)
                .isEmpty()) {
            assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
        }
    }

    Connection connect() throws Exception {
        return server.database().connect();
    }

    void sql(String... statements) throws Exception {
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
