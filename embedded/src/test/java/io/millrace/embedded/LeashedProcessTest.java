package io.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeashedProcessTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void shouldBecomeTheProgramItselfAndPassArgumentsUnchanged() throws Exception {
        LeashedProcess process = run("echo \"$$ $1\"; exec sleep 30", "two words; $HOME 'quoted'");
        await(() -> Files.size(log()) > 0);

        assertThat(Files.readString(log())).isEqualTo(process.id() + " two words; $HOME 'quoted'\n");
        process.kill();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode()).isEqualTo(137);
    }

    @Test
    void shouldStopWithTheSignalGiven() throws Exception {
        LeashedProcess process = run("trap 'echo interrupted; exit 3' INT; echo up; while :; do sleep 0.05; done");
        await(() -> Files.size(log()) > 0);

        process.stop(Signal.INT, LONG);

        assertThat(process.exitCode()).isEqualTo(3);
        assertThat(Files.readString(log())).isEqualTo("up\ninterrupted\n");
    }

    @Test
    void shouldStopOrderlyAndNotByTheWatcher() throws Exception {
        LeashedProcess process = run("trap 'sleep 0.5; echo done; exit 0' TERM; echo up; while :; do sleep 0.05; done");
        await(() -> Files.size(log()) > 0);

        process.stop(Signal.TERM, LONG);

        assertThat(process.exitCode()).isZero();
        assertThat(Files.readString(log())).isEqualTo("up\ndone\n");
    }

    @Test
    void shouldKillWhatDoesNotStopInTime() throws Exception {
        LeashedProcess process = run("trap '' TERM; echo up; while :; do sleep 0.05; done");
        await(() -> Files.size(log()) > 0);

        process.stop(Signal.TERM, Duration.ofMillis(200));

        assertThat(process.isAlive()).isFalse();
        assertThat(process.exitCode()).isEqualTo(137);
    }

    private LeashedProcess run(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "program"));
        command.addAll(List.of(arguments));
        return LeashedProcess.start(command, Map.of(), directory, log(), Signal.KILL);
    }

    private Path log() {
        return directory.resolve("log");
    }

    static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited " + LONG).isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }
}
