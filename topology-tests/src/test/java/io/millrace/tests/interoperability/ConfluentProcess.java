package io.millrace.tests.interoperability;

import io.millrace.tests.support.ProjectRoot;
import io.millrace.tests.support.TestPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;

/**
 * Runs {@code src/test/interop/ConfluentClient.java} from source on Confluent's jar alone: its Kafka clients and its
 * Avro are not ours, and must not meet ours.
 */
final class ConfluentProcess {
    private static final int TIMEOUT_SECONDS = 60;

    private final TestPlatform platform;
    private final Path work;

    ConfluentProcess(TestPlatform platform, Path work) {
        this.platform = platform;
        this.work = work;
    }

    /** The first records of a topic, each {@code key<TAB>value}. */
    List<String> read(String topic, int count) throws IOException, InterruptedException {
        return run(List.of(), "read", bootstrapServers(), registry(), topic, Integer.toString(count));
    }

    /** Sends records, each {@code key<TAB>value} with the value in Avro's JSON encoding. */
    void write(String topic, Schema schema, List<String> records) throws IOException, InterruptedException {
        run(records, "write", bootstrapServers(), registry(), topic, schema.toString());
    }

    private List<String> run(List<String> input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.write(work.resolve("confluent.in"), input);
        Path out = work.resolve("confluent.out");
        Path err = work.resolve("confluent.err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                ProjectRoot.resolve("topology-tests/target/confluent/pinot-confluent-avro-shaded.jar")
                        .toString(),
                ProjectRoot.resolve("topology-tests/src/test/interop/ConfluentClient.java")
                        .toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("The Confluent client failed, or took longer than " + TIMEOUT_SECONDS
                        + " s:\n" + Files.readString(err, StandardCharsets.UTF_8));
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    private String bootstrapServers() {
        return platform.bootstrapServers();
    }

    private String registry() {
        return platform.registryUrl().toString();
    }
}
