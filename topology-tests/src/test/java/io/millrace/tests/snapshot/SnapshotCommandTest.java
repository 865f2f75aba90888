package io.millrace.tests.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code millrace ingest snapshot}, as a person types it beside a running ingestion. */
class SnapshotCommandTest {
    /** More than are read at one go: a snapshot is stopped between two of those. */
    private static final int ROWS = 25_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void shouldSendRowsOnceMoreToOneProductAndStopWhatWasAskedFor() throws Exception {
        try (RowsMesh mesh = new RowsMesh(folder, "asked", ROWS);
                MillraceProcess run = mesh.start("run.log", "run");
                MillraceProcess ingest = mesh.start("ingest.log", "ingest");
                OutputPort again = mesh.port("again", "again-history");
                OutputPort history = mesh.port("rows", "rows-history")) {
            awaitLines(again, ROWS, run, ingest);
            Path one = folder.resolve("one.out");

            assertThat(mesh.command(one, "ingest snapshot", "--table", "public.rows", "--for", "snap.again"))
                    .as(Files.readString(one))
                    .isZero();

            assertThat(Files.readString(one))
                    .contains("asked source snap for snapshot", "of public.rows", "complete, " + ROWS + " rows sent");
            awaitLines(again, 2 * ROWS, run, ingest);
            assertThat(again.lines())
                    .hasSize(2 * ROWS)
                    .allMatch(line -> line.operation().equals("r"));

            // Nobody reads a table that is locked, so the snapshot stays where it is until the lock is given back.
            try (Connection connection = mesh.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("LOCK TABLE rows IN ACCESS EXCLUSIVE MODE");
                try (MillraceProcess asked =
                        mesh.start("two.out", "ingest snapshot", "--table", "public.rows", "--for", "snap.again")) {
                    asked.awaitPrinted("public.rows: 0 of some " + ROWS + " rows (0 %)");
                    assertThat(mesh.command(folder.resolve("stop.out"), "ingest snapshot", "--stop"))
                            .isZero();
                    connection.commit();
                    assertThat(asked.end()).as(asked.printed()).isZero();
                    assertThat(asked.printed()).contains("stopped, ").doesNotContain("complete");
                }
            }

            Path typo = folder.resolve("typo.out");
            assertThat(mesh.command(typo, "ingest snapshot", "--table", "public.rows", "--for", "snap.agian"))
                    .isEqualTo(2);
            assertThat(Files.readString(typo)).contains("there is no product 'snap.agian'");
            assertThat(mesh.command(typo, "ingest snapshot", "--table", "public.row"))
                    .isEqualTo(2);
            assertThat(Files.readString(typo))
                    .contains("no source captures public.row; captured are [snap/public.rows]");

            // What was for the other product alone has been read here by now as well, and was not taken.
            mesh.sql("INSERT INTO rows VALUES (-1, 1, 'last')");
            while (!history.rows().containsKey("-1")) {
                history.read();
                assertThat(run.isAlive()).as(run.printed()).isTrue();
            }
            assertThat(history.lines().stream().filter(line -> line.operation().equals("r")))
                    .hasSize(ROWS);
        }
    }

    private static void awaitLines(OutputPort port, int lines, MillraceProcess run, MillraceProcess ingest)
            throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (port.lines().size() < lines) {
            assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
            assertThat(run.isAlive()).as(run.printed()).isTrue();
            assertThat(System.nanoTime()).as(run.printed()).isLessThan(deadline);
            port.read();
        }
    }
}
