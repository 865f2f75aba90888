package io.millrace.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A PostgreSQL server with {@code wal_level=logical}, made anew, with one superuser who needs a password. */
public final class EmbeddedPostgres extends EmbeddedPart {
    static final String NAME = "PostgreSQL";

    private final DatabaseAddress address;

    private EmbeddedPostgres(DatabaseAddress address, PartLife life) {
        super(NAME, address.port(), life);
        this.address = address;
    }

    static EmbeddedPostgres childProcess(WorkDirectory work, PostgresCluster cluster, int port) throws IOException {
        DatabaseAddress address =
                new DatabaseAddress("localhost", port, "postgres", PostgresCluster.SUPERUSER, cluster.password());
        Path pidFile = cluster.data().resolve("postmaster.pid");
        return new EmbeddedPostgres(
                address,
                new PartProcess(new PartProcess.Plan(
                        NAME,
                        cluster.serverCommand(port),
                        Map.of("LC_ALL", "C"),
                        work.path(),
                        work.log("postgres"),
                        Signal.INT,
                        Signal.QUIT,
                        processId -> isReady(pidFile, processId))));
    }

    /** Where and as whom to connect. */
    public DatabaseAddress address() {
        return address;
    }

    /** As pg_ctl does: the first line of the server's own file is its process id, the eighth its state. */
    private static boolean isReady(Path pidFile, long processId) throws IOException {
        try {
            List<String> lines = Files.readAllLines(pidFile);
            return lines.size() >= 8
                    && lines.get(0).strip().equals(String.valueOf(processId))
                    && lines.get(7).strip().equals("ready");
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
