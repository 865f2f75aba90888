package io.millrace.cli.demo;

import io.millrace.cli.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@code millrace} command in a JVM of its own, on this JVM's class path. It ends when this process does, however
 * that ends: it watches its standard input.
 */
final class ChildProcess {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);
    private static final int TAIL = 12;

    private final String name;
    private final ProcessBuilder builder;
    private final Path log;
    private @Nullable Process process;

    /**
     * @param jvmOptions heap and such
     * @param arguments of the millrace command
     * @param log gets both output streams, appended
     */
    ChildProcess(String name, List<String> jvmOptions, List<String> arguments, Path log) {
        this.name = name;
        this.log = log;
        builder = new ProcessBuilder(ChildJvm.command(jvmOptions, arguments));
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Settings of whoever runs the demo must not reach into its processes.
        builder.environment().keySet().removeIf(variable -> variable.startsWith("MILLRACE_"));
    }

    String name() {
        return name;
    }

    synchronized void start() {
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new CommandException("cannot start a Java process for " + name + ": " + e.getMessage());
        }
    }

    /** SIGKILL, and waits for the end. */
    synchronized void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            running.waitFor();
        }
    }

    /** Lets it stop in an orderly way; kills it if that takes too long. Returns whether it was orderly. */
    synchronized boolean stop() throws InterruptedException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            return true;
        }
        try {
            running.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        if (running.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            return running.exitValue() == 0;
        }
        kill();
        return false;
    }

    /** Whether it was started and has ended since. */
    synchronized boolean hasEnded() {
        Process running = process;
        return running != null && !running.isAlive();
    }

    synchronized long processId() {
        Process running = process;
        return running == null ? -1 : running.pid();
    }

    /** The last lines it wrote. */
    String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return "(its log cannot be read)";
        }
    }
}
