package io.millrace.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A child process that does not outlive this JVM, however this JVM ends.
 *
 * <p>The child is a shell that leaves a watcher behind and then becomes the program, so the process id is the program's
 * own. The watcher reads the pipe that is the child's standard input. Nobody ever writes to it; it ends when this JVM
 * closes it or is gone. Then the watcher signals the program, and three seconds later kills it if it is still there. The
 * watcher also sees the end of the pipe when the program ends by itself; its signal then finds nobody.
 *
 * <p>Both run in a session of their own: neither a Ctrl-C at the terminal nor a signal to the parent's whole process
 * group reaches them.
 */
final class LeashedProcess {
    private static final String LEASH = """
            signal=$1; shift
            exec 3<&0
            ( (
              trap '' HUP INT QUIT TERM
              cd /
              read -r _ <&3
              kill -s "$signal" $$ && [ "$signal" != KILL ] && sleep 3 && kill -s KILL $$
            ) </dev/null >/dev/null 2>&1 & )
            exec 3<&- </dev/null
            exec "$@"
            """;

    /** How long the kernel may take to end a killed process. */
    private static final Duration GONE_LIMIT = Duration.ofSeconds(10);

    private final Process process;

    private LeashedProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param command program and arguments; the program must not fork into the background
     * @param environment variables added to this JVM's own
     * @param directory where it runs
     * @param log file its output is appended to
     * @param onOrphaned the signal that ends it when this JVM is gone
     * @throws IOException if it cannot be executed
     */
    static LeashedProcess start(
            List<String> command, Map<String, String> environment, Path directory, Path log, Signal onOrphaned)
            throws IOException {
        List<String> whole = new ArrayList<>(OwnSession.prefix());
        whole.addAll(List.of("/bin/sh", "-c", LEASH, "leash", onOrphaned.name()));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new LeashedProcess(builder.start());
    }

    /** Leaves a shell behind that deletes a directory once this JVM is gone and the other leashes have been drawn in. */
    static LeashedProcess deleteWhenOrphaned(Path directory) throws IOException {
        String sweep = """
                trap '' HUP INT QUIT TERM
                cd /
                read -r _
                for attempt in 1 2 3 4 5 6 7 8; do
                  rm -rf "$1"
                  [ -e "$1" ] || exit 0
                  sleep 1
                done
                """;
        List<String> whole = new ArrayList<>(OwnSession.prefix());
        whole.addAll(List.of("/bin/sh", "-c", sweep, "sweep", directory.toString()));
        return new LeashedProcess(new ProcessBuilder(whole)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    long id() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** What the process ended with, as a shell counts: 128 + n after signal n. */
    int exitCode() {
        return process.exitValue();
    }

    /** Sends the signal, waits up to {@code grace} for the end, and kills what has not ended by then. */
    void stop(Signal signal, Duration grace) {
        send(signal);
        if (!endsWithin(grace)) {
            kill();
        }
    }

    /** SIGKILL, to the process and all it started, and waits for the end. */
    void kill() {
        List<ProcessHandle> descendants;
        try (Stream<ProcessHandle> all = process.descendants()) {
            descendants = all.toList();
        }
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        endsWithin(GONE_LIMIT);
        long deadline = System.nanoTime() + GONE_LIMIT.toNanos();
        while (descendants.stream().anyMatch(LeashedProcess::runs) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A dead process counts as alive until its new parent asks for it, which init does when it likes; it has no program. */
    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && handle.info().command().isPresent();
    }

    private void send(Signal signal) {
        if (signal == Signal.TERM) {
            // Not process.destroy(): that also closes the pipe, and so calls in the watcher.
            process.toHandle().destroy();
            return;
        }
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            process.toHandle().destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An interrupt is kept for the caller and means: no more waiting. */
    private boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Puts a child in a session of its own; on macOS, which has no setsid command, its Perl does it. */
    private static final class OwnSession {
        private static final List<String> PREFIX = find();

        static List<String> prefix() {
            return PREFIX;
        }

        private static List<String> find() {
            for (String path : List.of("/usr/bin/setsid", "/bin/setsid")) {
                if (Files.isExecutable(Path.of(path))) {
                    return List.of(path);
                }
            }
            return Files.isExecutable(Path.of("/usr/bin/perl"))
                    ? List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV or die")
                    : List.of();
        }
    }
}
