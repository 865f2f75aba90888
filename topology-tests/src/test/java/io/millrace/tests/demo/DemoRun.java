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

/**
 * One run of {@code millrace demo} in a process of its own.
 *
 * @param exitCode of the process
 * @param output standard output and error together
 * @param report what it wrote
 */
record DemoRun(int exitCode, String output, JsonNode report) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_SECONDS = 150;

    /** Runs the demo to its end; files go into the given folder. */
    static DemoRun of(Path folder, String... options) throws IOException, InterruptedException {
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
        Process process = builder.start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "The demo did not end within " + TIMEOUT_SECONDS + " s:\n" + Files.readString(output));
            }
        } finally {
            end(process);
        }
        return new DemoRun(
                process.exitValue(),
                Files.readString(output),
                Files.exists(report) ? JSON.readTree(report.toFile()) : JSON.createObjectNode());
    }

    /** First the polite way, so that its children end with it. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    /** Names of the verifications that did not pass, with their details. */
    List<String> failed() {
        List<String> failed = new ArrayList<>();
        for (JsonNode verification : report.path("verifications")) {
            if (!verification.path("verdict").asText().equals("passed")) {
                failed.add(verification.path("name").asText() + ": "
                        + verification.path("detail").asText());
            }
        }
        return failed;
    }

    /** Names of all verifications. */
    List<String> verifications() {
        List<String> names = new ArrayList<>();
        report.path("verifications")
                .forEach(found -> names.add(found.path("name").asText()));
        return names;
    }
}
