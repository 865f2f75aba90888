package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the JVM that owns a platform ends without closing it. */
class OrphanTest {
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveNoProcessPortOrFileWhenTheOwnerIsKilled() throws Exception {
        Process owner = startOwner();
        Owned owned = Owned.readFrom(started(owner));
        assertThat(owned.processes()).hasSize(3).allMatch(Owned::runs);

        owner.destroyForcibly().waitFor();

        long deadline = System.nanoTime() + PROMISED.toNanos();
        while (!owned.isGone() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        owned.assertGone();
    }

    @Test
    void shouldLeaveNothingWhenTheOwnerIsTerminated() throws Exception {
        Process owner = startOwner();
        Owned owned = Owned.readFrom(started(owner));

        owner.destroy();

        assertThat(owner.waitFor(15, TimeUnit.SECONDS)).isTrue();
        owned.assertGone();
    }

    private Process startOwner() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-D" + RegistryHome.PROJECT_PROPERTY + "=" + System.getProperty(RegistryHome.PROJECT_PROPERTY),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlatformOwner.class.getName(),
                        directory.resolve("started").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private Path started(Process owner) throws Exception {
        Path started = directory.resolve("started");
        LeashedProcessTest.await(() -> {
            assertThat(owner.isAlive())
                    .as(LogTail.of(directory.resolve("output")))
                    .isTrue();
            return Files.exists(started);
        });
        return started;
    }

    private record Owned(Path work, List<ProcessHandle> processes, List<Integer> ports) {

        static Owned readFrom(Path file) throws Exception {
            List<String> lines = Files.readAllLines(file);
            return new Owned(
                    Path.of(lines.get(0)),
                    lines.subList(1, 4).stream()
                            .map(id -> ProcessHandle.of(Long.parseLong(id)).orElseThrow())
                            .toList(),
                    lines.subList(4, 7).stream().map(Integer::valueOf).toList());
        }

        boolean isGone() {
            return processes.stream().noneMatch(Owned::runs)
                    && ports.stream().noneMatch(Ports::isTaken)
                    && Files.notExists(work);
        }

        void assertGone() {
            assertThat(processes).noneMatch(Owned::runs);
            assertThat(ports).noneMatch(Ports::isTaken);
            assertThat(work).doesNotExist();
        }

        /** A dead orphan that init has not asked for yet does not run. */
        private static boolean runs(ProcessHandle handle) {
            return handle.isAlive() && handle.info().command().isPresent();
        }
    }
}
