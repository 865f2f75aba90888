package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresUserTest {
    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    /** As root there are several, and the one that is not chosen here is the one that is chosen in a container. */
    @Test
    void shouldStartPostgresAsEveryUserThisMachineOffers() throws Exception {
        WorkDirectory work = WorkDirectory.create(TEMPORARY, 0);
        Path server = PostgresCluster.unpack(work, Optional.empty());
        int started = 0;
        for (PostgresUser user : PostgresUser.candidates(work.path())) {
            if (user.canRun(work.path(), server)) {
                start(server, user);
                started++;
            }
        }
        work.delete(false);

        assertThat(started).isPositive();
    }

    private static void start(Path server, PostgresUser user) throws Exception {
        WorkDirectory work = WorkDirectory.create(TEMPORARY, 0);
        assertThat(user.canRun(work.path(), server)).isTrue();
        PostgresCluster cluster = PostgresCluster.create(work, server, user);
        EmbeddedPostgres postgres = EmbeddedPostgres.childProcess(work, cluster, Ports.free());
        postgres.restart();
        try (Connection connection = postgres.address().connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 42")) {
            assertThat(result.next()).isTrue();
            assertThat(result.getInt(1)).isEqualTo(42);
        } finally {
            postgres.stop();
            work.delete(false);
        }
        assertThat(work.path()).doesNotExist();
    }
}
