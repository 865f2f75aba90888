package io.millrace.tests.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.tests.support.AnyPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A load that nobody wrote for Millrace: PostgreSQL's own {@code pgbench} works on its own tables while ingestion is
 * killed, until the last kill at least; then the latest view of each table is the table, row by row and column by
 * column. It needs {@code pgbench} (Debian: {@code postgresql-contrib}); {@code -Dmillrace.pgbench.seconds=3600} and
 * {@code -Dmillrace.kills=300} make it long.
 */
@Tag("any-platform")
class PgbenchTest {
    private static final Path MESH = ProjectRoot.resolve("topology-tests/src/test/cases/meshes/pgbench");
    private static final int SECONDS = Integer.getInteger("millrace.pgbench.seconds", 60);
    private static final int KILLS = Integer.getInteger("millrace.kills", 5);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Seconds that pgbench has beyond its time: it is ended after the last kill, however slow the machine is. */
    private static final int LONGEST_OVERTIME = 3_600;

    /** What is compared of each table, its key first. */
    private static final Map<String, List<String>> COLUMNS = Map.of(
            "accounts", List.of("aid", "bid", "abalance", "filler"),
            "branches", List.of("bid", "bbalance", "filler"),
            "tellers", List.of("tid", "bid", "tbalance", "filler"),
            "history", List.of("hid", "tid", "bid", "aid", "delta", "mtime", "filler"));

    @TempDir
    private Path folder;

    @Test
    void shouldHaveThePgbenchTablesInTheLatestViewsAfterKillsUnderLoad() throws Exception {
        Optional<Path> pgbench = pgbench();
        assumeTrue(pgbench.isPresent(), "no pgbench on this machine: install postgresql-contrib to run this test");
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        TestPlatform platform = AnyPlatform.get();
        try (TestPlatform.DatabaseServer server = platform.startDatabase()) {
            DatabaseAddress database = server.address();
            await(pgbench(pgbench.get(), database, "--initialize", "--quiet"));
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("ALTER TABLE pgbench_history ADD COLUMN hid bigserial PRIMARY KEY");
            }
            String config = settings(platform, database).toString();
            Path output = folder.resolve("commands.out");
            assertThat(MillraceProcess.run(output, "keys", "generate", MESH.toString(), "--out", keys().toString()))
                    .isZero();
            assertThat(MillraceProcess.run(output, "apply", MESH.toString(), "--config", config))
                    .isZero();
            try (MillraceProcess run =
                    MillraceProcess.start(folder.resolve("run.log"), "run", MESH.toString(), "--config", config)) {
                killUnderLoad(pgbench.get(), database, config, new Random(seed));
                try (ManagedProcess ingest = ingest(config)) {
                    compare(platform, database, ingest, run);
                }
            }
        }
    }

    private void killUnderLoad(Path pgbench, DatabaseAddress database, String config, Random random) throws Exception {
        // Without -n it would truncate its history at the start.
        Process load = pgbench(
                pgbench,
                database,
                "-n",
                "--client=4",
                "--rate=150",
                "--time=" + (SECONDS + LONGEST_OVERTIME),
                "--random-seed=" + random.nextInt(1 << 30));
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            long pause = SECONDS * 1000L / (KILLS + 1);
            int streaming = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                try (ManagedProcess ingest = ingest(config)) {
                    // Every other one only once the snapshot is over and it follows the log.
                    boolean follows = kill % 2 == 1;
                    if (follows) {
                        ingest.awaitReady();
                        streaming++;
                    }
                    Thread.sleep(follows ? random.nextInt((int) pause / 2) : pause / 2 + random.nextInt((int) pause));
                    assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
                    assertUnderLoad(load);
                }
            }
            load.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            assertUnderLoad(load);
            System.out.println(KILLS + " kills under load, " + streaming + " of them while it streamed");
        } finally {
            load.destroyForcibly().waitFor();
        }
        awaitEnd(database);
    }

    private void assertUnderLoad(Process load) throws IOException {
        assertThat(load.isAlive())
                .as("pgbench works all the while: %s", Files.readString(folder.resolve("pgbench.log")))
                .isTrue();
    }

    /** The transactions that were under way are committed or rolled back. */
    private static void awaitEnd(DatabaseAddress database) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String sessions = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'pgbench'";
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (long left = 1; left > 0; ) {
                assertThat(System.nanoTime()).as("sessions of pgbench stay").isLessThan(deadline);
                ResultSet row = statement.executeQuery(sessions);
                row.next();
                left = row.getLong(1);
            }
        }
    }

    private ManagedProcess ingest(String config) throws IOException {
        return ManagedProcess.start(
                folder.resolve("ingest.log"), List.of("ingest", MESH.toString(), "--config", config));
    }

    private static void compare(
            TestPlatform platform, DatabaseAddress database, ManagedProcess ingest, MillraceProcess run)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int rows = 0;
        for (Map.Entry<String, List<String>> table : COLUMNS.entrySet()) {
            Map<String, String> expected = rows(database, "pgbench_" + table.getKey(), table.getValue());
            try (OutputPort port = new OutputPort(platform, "bench.bank." + table.getKey() + ".v1", table.getValue())) {
                while (!port.rows().equals(expected) && System.nanoTime() < deadline) {
                    assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
                    assertThat(run.isAlive()).as(run.printed()).isTrue();
                    port.read();
                }
                assertThat(differing(port.rows(), expected)).as(table.getKey()).isEmpty();
            }
            rows += expected.size();
            System.out.println(table.getKey() + ": " + expected.size() + " rows equal");
        }
        assertThat(rows).as("accounts, branches, tellers and history").isGreaterThan(100_000 + 11 + 1_000);
    }

    /** A few keys whose rows differ: all of them would fill the console. */
    private static List<String> differing(Map<String, String> found, Map<String, String> expected) {
        return Stream.concat(found.keySet().stream(), expected.keySet().stream())
                .distinct()
                .filter(key -> !String.valueOf(found.get(key)).equals(String.valueOf(expected.get(key))))
                .limit(10)
                .map(key -> key + ": " + found.get(key) + " instead of " + expected.get(key))
                .toList();
    }

    private static Map<String, String> rows(DatabaseAddress database, String table, List<String> columns)
            throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        String list = String.join(", ", columns).replace("mtime", "(extract(epoch FROM mtime) * 1000000)::bigint");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT " + list + " FROM " + table)) {
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    values.add(String.valueOf(row.getString(i)));
                }
                rows.put(values.get(0), String.join("|", values));
            }
        }
        return rows;
    }

    private Path keys() {
        return folder.resolve("keys");
    }

    private Path settings(TestPlatform platform, DatabaseAddress database) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("kafka.bootstrap.servers", platform.bootstrapServers());
        settings.put("registry.url", platform.registryUrl().toString());
        settings.put("state.directory", folder.resolve("state").toString());
        settings.put("privacy.keys.file", keys().toString());
        settings.put("management.port", "0");
        settings.put("source.pgbench.database.host", database.host());
        settings.put("source.pgbench.database.port", String.valueOf(database.port()));
        settings.put("source.pgbench.database.name", database.name());
        settings.put("source.pgbench.database.user", database.user());
        settings.put("source.pgbench.database.password", database.password());
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return Files.writeString(folder.resolve("millrace.properties"), text);
    }

    private Process pgbench(Path program, DatabaseAddress database, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-h", database.host(), "-p", String.valueOf(database.port()), "-U", database.user()));
        command.add(database.name());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("pgbench.log").toFile()));
        builder.environment().put("PGPASSWORD", database.password());
        return builder.start();
    }

    private void await(Process pgbench) throws IOException, InterruptedException {
        assertThat(pgbench.waitFor())
                .as(Files.readString(folder.resolve("pgbench.log")))
                .isZero();
    }

    /** Where Debian puts each version's, or on the path: what Debian has there also stands without the program behind it. */
    private static Optional<Path> pgbench() throws IOException {
        List<Path> places = new ArrayList<>();
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> each = Files.list(versions)) {
                each.map(version -> version.resolve("bin/pgbench")).sorted().forEach(places::add);
            }
        }
        for (String entry : String.valueOf(System.getenv("PATH")).split(":", -1)) {
            Path program = Path.of(entry, "pgbench");
            boolean wrapper = program.toString().equals("/usr/bin/pgbench") && Files.isSymbolicLink(program);
            if (!wrapper) {
                places.add(program);
            }
        }
        return places.stream().filter(Files::isExecutable).findFirst();
    }
}
