package io.millrace.tests.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.OutputPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ingestion is killed at 5, 50 and 95 % of a first snapshot while rows change, go and come; a product reads along. Its
 * latest view is then what {@code SELECT} says, and its history tells every state of every row since the snapshot once,
 * in order, and nothing else. {@code -Dmillrace.snapshots=50} kills that many snapshots, after the first at random.
 */
@SuppressWarnings("try") // the traffic runs beside the block
class KilledSnapshotTest {
    private static final int ROWS = Integer.getInteger("millrace.snapshot.rows", 60_000);
    private static final int ROUNDS = Integer.getInteger("millrace.snapshots", 1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void shouldServeTheRowsOfTheDatabaseAndTellNoChangeThatWasNone() throws Exception {
        long seed = Long.getLong("millrace.seed", System.nanoTime());
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Double> moments = round == 0
                    ? List.of(0.05, 0.5, 0.95)
                    : random.doubles(1 + random.nextInt(4)).sorted().boxed().toList();
            List<Double> killedAt = new ArrayList<>();
            Path place = Files.createDirectories(folder.resolve("round-" + round));
            try (RowsMesh mesh = new RowsMesh(place, "killed" + round, ROWS);
                    MillraceProcess run = mesh.start("run.log", "run")) {
                try (RowTraffic traffic = new RowTraffic(mesh, ROWS, random.nextLong())) {
                    for (double moment : moments) {
                        try (MillraceProcess ingest = mesh.start("ingest.log", "ingest")) {
                            killedAt.add(mesh.awaitShare(ingest, moment));
                            Thread.sleep(random.nextInt(60));
                        }
                    }
                }
                try (MillraceProcess ingest = mesh.start("ingest.log", "ingest")) {
                    assertThat(round > 0 || killedAt.get(0) < 1)
                            .as("the first kill broke it off")
                            .isTrue();
                    compare(mesh, run, ingest, killedAt);
                }
            }
        }
    }

    private static void compare(RowsMesh mesh, MillraceProcess run, MillraceProcess ingest, List<Double> killedAt)
            throws Exception {
        var noted = new NotedChanges(mesh, ROWS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (OutputPort latest = mesh.port("rows", "rows");
                OutputPort history = mesh.port("rows", "rows-history")) {
            while ((!latest.rows().equals(noted.rows()) || !history.rows().equals(noted.rows()))
                    && System.nanoTime() < deadline) {
                assertThat(ingest.isAlive()).as(ingest.printed()).isTrue();
                assertThat(run.isAlive()).as(run.printed()).isTrue();
                latest.read();
                history.read();
            }
            assertThat(noted.differences(history.lines())).as("history").isEmpty();
            assertThat(latest.rows()).as("latest view").isEqualTo(noted.rows());
            System.out.println("snapshot of " + ROWS + " rows killed at " + killedAt + ": "
                    + history.lines().size() + " records of history, "
                    + noted.rows().size()
                    + " rows, differences 0");
        }
    }
}
