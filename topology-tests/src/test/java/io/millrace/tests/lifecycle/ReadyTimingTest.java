package io.millrace.tests.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.embedded.EmbeddedPlatform;
import io.millrace.tests.support.ManagedProcess;
import io.millrace.tests.support.MillraceProcess;
import io.millrace.tests.support.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the packaged distribution takes from the start of the process until it is ready, one product with 256 MB of
 * heap: each start is told, and all but the first, which makes topics and schemas, are held to the limit. {@code
 * -Dmillrace.ready=5} for five starts, {@code -Dmillrace.ready.java=HOME} for another Java, {@code
 * -Dmillrace.ready.options} for further options of it.
 */
@EnabledIfSystemProperty(
        named = "millrace.ready",
        matches = "\\d+",
        disabledReason = "a measurement: -Dmillrace.ready=5")
class ReadyTimingTest {
    private static final long LIMIT_MILLIS = 8_000;

    @TempDir
    private Path folder;

    @Test
    void shouldBeReadyInTimeOnceTopicsAndSchemasAreThere() throws Exception {
        Path distribution = ProjectRoot.resolve("cli/target/millrace/lib");
        assumeTrue(Files.isDirectory(distribution), "build the distribution first: ./millrace --version");
        Path product = PrintsMesh.FIRST.write(folder);
        String keys = folder.resolve("keys").toString();
        assertThat(MillraceProcess.run(
                        folder.resolve("keys.log"), "keys", "generate", product.toString(), "--out", keys))
                .isZero();
        String home = System.getProperty("millrace.ready.java", System.getProperty("java.home"));
        List<Long> again = new ArrayList<>();
        try (var platform = EmbeddedPlatform.builder().withoutDatabase().start()) {
            for (int start = 1; start <= Integer.getInteger("millrace.ready"); start++) {
                int port = ManagedProcess.freePort();
                List<String> command = new ArrayList<>(List.of(
                        Path.of(home, "bin", "java").toString(), "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
                String options = System.getProperty("millrace.ready.options", "");
                if (!options.isEmpty()) {
                    command.addAll(List.of(options.split(" ")));
                }
                command.addAll(List.of("-cp", distribution + "/*", "io.millrace.cli.Millrace"));
                command.addAll(List.of(
                        "run",
                        product.toString(),
                        "--apply",
                        "--set",
                        "kafka.bootstrap.servers=" + platform.bootstrapServers(),
                        "--set",
                        "registry.url=" + platform.registryUrl(),
                        "--set",
                        "privacy.keys.file=" + keys,
                        "--set",
                        "state.directory=" + folder.resolve("state"),
                        "--set",
                        "management.port=" + port));
                long began = System.nanoTime();
                Process started = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("run-" + start + ".log").toFile())
                        .start();
                try (ManagedProcess process =
                        ManagedProcess.of(started, folder.resolve("run-" + start + ".log"), port)) {
                    process.awaitReady();
                    long millis = (System.nanoTime() - began) / 1_000_000;
                    System.out.printf(
                            "start %d: ready after %d ms, %d MB resident; %s%n",
                            start, millis, resident(started.pid()), start == 1 ? "makes its topics" : "goes on");
                    if (start > 1) {
                        again.add(millis);
                    }
                    process.terminate();
                    assertThat(process.exitCode()).isZero();
                }
            }
        }
        assertThat(again)
                .as("ms until a process that goes on was ready, on a machine that does nothing else")
                .allMatch(millis -> millis <= LIMIT_MILLIS);
    }

    private static long resident(long pid) throws Exception {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }
}
