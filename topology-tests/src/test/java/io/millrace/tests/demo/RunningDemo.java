package io.millrace.tests.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.tests.support.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code millrace demo} that is under way, in a process of its own. */
final class RunningDemo implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_SECONDS = 150;

    private final Process process;
    private final Path report;
    private final Path output;

    private RunningDemo(Process process, Path report, Path output) {
        this.process = process;
        this.report = report;
        this.output = output;
    }

    /** Starts the demo; files go into the given folder. */
    static RunningDemo start(Path folder, String... options) throws IOException {
        Path report = folder.resolve("report.json");
        Path output = folder.resolve("demo.out");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmillrace.project.root=" + ProjectRoot.path(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.millrace.cli.Millrace",
                "demo",
                "--plain",
                "--report",
                report.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("MILLRACE_HOME", ProjectRoot.path().toString());
        return new RunningDemo(builder.start(), report, output);
    }

    /** Waits until all parts are up; returns where they listen. */
    JsonNode awaitEndpoints() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        while (!Files.exists(report)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The demo does not come up:\n" + Files.readString(output));
            }
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return JSON.readTree(report.toFile()).path("endpoints");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end. */
    DemoRun end() throws IOException, InterruptedException {
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "The demo did not end within " + TIMEOUT_SECONDS + " s:\n" + Files.readString(output));
        }
        return new DemoRun(
                process.exitValue(),
                Files.readString(output),
                Files.exists(report) ? JSON.readTree(report.toFile()) : JSON.createObjectNode());
    }

    /** First the polite way, so that its children end with it. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
