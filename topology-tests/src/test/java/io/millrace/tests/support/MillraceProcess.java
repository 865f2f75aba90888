package io.millrace.tests.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A {@code millrace} command in a process of its own, on this JVM's class path, less the examples' Java topologies. */
public final class MillraceProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 180;

    /** As an installation has it: a Java topology comes in its jar, and is not there by itself. */
    private static final String CLASS_PATH = Arrays.stream(
                    System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("customer-360") && !entry.contains("revenue-by-day"))
            .collect(Collectors.joining(File.pathSeparator));

    private final Process process;
    private final Path output;

    private MillraceProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a command; what it prints is appended to a file. */
    public static MillraceProcess start(Path output, String... arguments) throws IOException {
        return start(output, List.of(), arguments);
    }

    /** The same with options of the Java machine. */
    public static MillraceProcess start(Path output, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        command.addAll(List.of("-cp", CLASS_PATH, "io.millrace.cli.Millrace"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return new MillraceProcess(process, output);
    }

    /** One that was started otherwise, printing into the file. */
    public static MillraceProcess of(Process process, Path output) {
        return new MillraceProcess(process, output);
    }

    /** Runs a command to its end; returns its exit code. */
    public static int run(Path output, String... arguments) throws IOException, InterruptedException {
        try (MillraceProcess command = start(output, arguments)) {
            return command.end();
        }
    }

    /** Waits until it ends by itself; returns its exit code. */
    public int end() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no end within " + PATIENCE_SECONDS + " s:\n" + printed());
        }
        return process.exitValue();
    }

    /** Waits until its output holds a text. */
    public void awaitPrinted(String text) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!printed().contains(text)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("it never said '" + text + "':\n" + printed());
            }
            Thread.sleep(50);
        }
    }

    /** The operating system's id of it. */
    public long id() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** All that was printed into the file. */
    public String printed() throws IOException {
        return Files.readString(output);
    }

    /** SIGTERM, and waits for the end. */
    public void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no end within " + PATIENCE_SECONDS + " s of SIGTERM");
        }
    }

    /** Of a process that has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
