package io.millrace.ingest.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.embedded.DatabaseAddress;
import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.embedded.EmbeddedStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** A database server of one test, whose files can be put away and put back. */
final class Server implements AutoCloseable {
    private final EmbeddedPlatform platform;
    private final Path data;
    private DatabaseAddress address;

    private Server(EmbeddedPlatform platform) throws SQLException {
        this.platform = platform;
        this.address = platform.database();
        this.data = Path.of(query("SHOW data_directory"));
    }

    static Server start() throws EmbeddedStartException, SQLException {
        return new Server(EmbeddedPlatform.builder()
                .withoutKafka()
                .withoutRegistry()
                .neededBytes(0)
                .start());
    }

    DatabaseAddress address() {
        return address;
    }

    /** Stops it, copies all its files, and starts it again. */
    Path putAway() throws Exception {
        platform.postgres().stop();
        Path copy = platform.workDirectory().resolve("copy-" + System.nanoTime());
        copy(data, copy);
        platform.postgres().restart();
        return copy;
    }

    /** Replaces all its files by a copy, as a restore of a backup does, and starts it. */
    void putBack(Path copy) throws Exception {
        platform.postgres().stop();
        run("rm", "-rf", data.toString());
        copy(copy, data);
        platform.postgres().restart();
    }

    /** Makes it a standby of another one, with synchronised slots. */
    void follow(Server primary) throws Exception {
        platform.postgres().stop();
        primary.sql("SELECT pg_create_physical_replication_slot('standby')");
        Path copy = primary.putAway();
        run("rm", "-rf", data.toString());
        copy(copy, data);
        try (var slots = Files.list(data.resolve("pg_replslot"))) {
            for (Path slot : slots.toList()) {
                run("rm", "-rf", slot.toString());
            }
        }
        DatabaseAddress from = primary.address;
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + from.port() + " user=" + from.user() + " password="
                        + from.password() + " dbname=postgres'\nprimary_slot_name = 'standby'\n"
                        + "hot_standby_feedback = on\nsync_replication_slots = on\n");
        Files.createFile(data.resolve("standby.signal"));
        address = new DatabaseAddress(address.host(), address.port(), address.name(), from.user(), from.password());
        platform.postgres().restart();
    }

    void kill() {
        platform.postgres().kill();
    }

    void stop() {
        platform.postgres().stop();
    }

    void restart() throws EmbeddedStartException {
        platform.postgres().restart();
    }

    void promote() throws SQLException {
        assertThat(query("SELECT pg_promote()")).isEqualTo("t");
    }

    String query(String sql) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            var row = statement.executeQuery(sql);
            assertThat(row.next()).as(sql).isTrue();
            return String.valueOf(row.getString(1));
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = address.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Goes on with a statement here until a query there that counts answers with more than nothing. */
    void sqlUntil(String statement, Server there, String count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (there.query(count).equals("0")) {
            assertThat(System.nanoTime()).as("within 2 minutes: " + count).isLessThan(deadline);
            sql(statement);
            Thread.sleep(500);
        }
    }

    /** Waits until a query that counts answers with more than nothing. */
    void await(String count) throws Exception {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (query(count).equals("0")) {
            assertThat(System.nanoTime()).as("within 2 minutes: " + count).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    /** With {@code cp}, which keeps owners: the server may run as another user. */
    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        run("cp", "-a", from.toString(), to.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }

    @Override
    public void close() {
        platform.close();
    }
}
