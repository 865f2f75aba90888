package io.millrace.tests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the project in one test: SIGKILL either process under load, and nothing is lost nor doubled. */
class DemoSurvivesKillsTest {
    @TempDir
    Path folder;

    @Test
    void shouldLoseAndDoubleNothingWhenRuntimeAndIngestAreKilledUnderLoad() throws Exception {
        DemoRun run = DemoRun.of(
                folder,
                "--duration",
                "16s",
                "--rate",
                "300",
                "--kill",
                "runtime@3s",
                "--kill",
                "ingest@7s",
                "--kill",
                "runtime,ingest@11s");

        assertThat(run.output()).contains("killed 4x");
        assertThat(run.failed())
                .as("failed verifications, output:%n%s", run.output())
                .isEmpty();
        assertThat(run.exitCode()).as("exit code, output:%n%s", run.output()).isZero();
        assertThat(run.report().path("verified").asBoolean()).isTrue();
        assertThat(run.output()).contains("lost 0 · duplicated 0 · clear-text hits 0");
    }
}
