package io.millrace.tests.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.tests.support.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ingestion as operations see it: by signals, by its exit code, and by the answers of its management port. */
@SuppressWarnings("try") // the traffic runs beside the block
class ServedIngestionTest {
    private static final Duration STOP = Duration.ofSeconds(5);

    /** Promised are five seconds, since the source is looked at every two; the rest is for a machine with other work. */
    private static final Duration RED = Duration.ofSeconds(15);

    @TempDir
    private Path folder;

    @Test
    void shouldStopInTimeUnderLoadAndTurnRedSoonAfterATableIsTakenAway() throws Exception {
        try (ChangingMesh mesh = new ChangingMesh(folder, "served")) {
            try (ManagedProcess ingest = mesh.start("ingest");
                    RowWriter writer = new RowWriter(mesh)) {
                ingest.awaitReady();
                writer.awaitMore();
                long millis = ingest.terminate();
                System.out.println("ingestion stopped in " + millis + " ms under load");
                assertThat(ingest.exitCode()).as(ingest.printed()).isZero();
                assertThat(millis)
                        .as("ms until it had stopped; if other tests are as slow, the machine is overloaded")
                        .isLessThan(STOP.toMillis());
            }
            try (ManagedProcess ingest = mesh.start("ingest")) {
                ingest.awaitReady();
                long began = System.nanoTime();
                mesh.sql("ALTER PUBLICATION millrace_shapes DROP TABLE added");
                while (ingest.get("/health/ready")
                        .filter(answer -> answer.statusCode() == 200)
                        .isPresent()) {
                    assertThat(System.nanoTime() - began)
                            .as("nanoseconds until red health")
                            .isLessThan(RED.toNanos());
                }
                System.out.println("/health/ready was red " + (System.nanoTime() - began) / 1_000_000
                        + " ms after the publication was changed");
                assertThat(ingest.end()).as("every source has halted").isOne();
                assertThat(ingest.printed())
                        .contains(
                                "every source has halted", "ALTER PUBLICATION millrace_shapes ADD TABLE public.added;");
            }
        }
    }
}
