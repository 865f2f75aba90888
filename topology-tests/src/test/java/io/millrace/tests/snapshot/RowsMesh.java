package io.millrace.tests.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.contracts.mesh.Mesh;
import io.millrace.contracts.mesh.MeshOptions;
import io.millrace.ingest.SnapshotDesk;
import io.millrace.ingest.SnapshotStatus;
import io.millrace.tests.support.CapturedMesh;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import io.millrace.tests.support.ProjectRoot;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    private final Path folder;
    private final String environment;
    private final CapturedMesh mesh;

    /** @param rows that the table holds at first, with version 1 */
    RowsMesh(Path folder, String environment, int rows) throws Exception {
        this.folder = folder;
        this.environment = environment;
        this.mesh = new CapturedMesh(
                folder,
                environment,
                MESH,
                "snap",
                TABLES,
                "INSERT INTO rows SELECT g, 1, 'Person ' || g FROM generate_series(1, " + rows + ") g",
                "ANALYZE rows",
                "CREATE TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON rows FOR EACH ROW EXECUTE FUNCTION note()");
    }

    /** Runs a command on the mesh to its end. */
    int command(Path output, String command, String... more) throws Exception {
        return MillraceProcess.run(output, mesh.arguments(command, more));
    }

    /** Starts a command on the mesh. */
    MillraceProcess start(String output, String command, String... more) throws Exception {
        return MillraceProcess.start(folder.resolve(output), mesh.arguments(command, more));
    }

    /** A port's topic, by port. */
    OutputPort port(String product, String port) {
        return new OutputPort(mesh.brokers(), environment + ".snap." + product + "." + port + ".v1", COLUMNS);
    }

    /** Waits until the snapshot under way has read such a share, or is over; returns the share. */
    double awaitShare(MillraceProcess ingest, double share) throws Exception {
        var source = Mesh.load(MESH, new MeshOptions(Optional.of(environment)))
                .sources()
                .get(0);
        var desk = new SnapshotDesk(
                source, Map.of("bootstrap.servers", mesh.brokers().bootstrapServers()));
        while (true) {
            Optional<SnapshotStatus> found = desk.progress("initial");
            if (found.isPresent() && found.get().outcome().isPresent()) {
                return 1;
            }
            if (found.isPresent() && found.get().share() >= share) {
                return found.get().share();
            }
            assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
        }
    }

    Connection connect() throws Exception {
        return mesh.connect();
    }

    void sql(String... statements) throws Exception {
        mesh.sql(statements);
    }

    @Override
    public void close() {
        mesh.close();
    }
}
