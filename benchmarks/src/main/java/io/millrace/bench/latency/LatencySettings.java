package io.millrace.bench.latency;

import io.millrace.bench.load.Kind;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the latency run's process is told, in a properties file.
 *
 * @param bootstrapServers of the broker
 * @param input topic to send to
 * @param output topic to read
 * @param size of a value, bytes
 * @param warmUpSeconds for which the highest load is looked for; not counted
 * @param seconds counted
 * @param perSecond how many to send; 0 for half of the highest load
 * @param copies whether every event is to come out, not only each valid one once
 * @param result file the result is written to
 */
public record LatencySettings(
        String bootstrapServers,
        String input,
        String output,
        int size,
        int warmUpSeconds,
        int seconds,
        long perSecond,
        boolean copies,
        Path result) {

    /** Whether something is to come out of an event. */
    boolean passes(Kind kind) {
        return copies || kind == Kind.VALID;
    }

    public void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("bootstrap", bootstrapServers);
        properties.setProperty("input", input);
        properties.setProperty("output", output);
        properties.setProperty("size", Integer.toString(size));
        properties.setProperty("warmUp", Integer.toString(warmUpSeconds));
        properties.setProperty("seconds", Integer.toString(seconds));
        properties.setProperty("perSecond", Long.toString(perSecond));
        properties.setProperty("copies", Boolean.toString(copies));
        properties.setProperty("result", result.toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    static LatencySettings read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new LatencySettings(
                properties.getProperty("bootstrap"),
                properties.getProperty("input"),
                properties.getProperty("output"),
                Integer.parseInt(properties.getProperty("size")),
                Integer.parseInt(properties.getProperty("warmUp")),
                Integer.parseInt(properties.getProperty("seconds")),
                Long.parseLong(properties.getProperty("perSecond")),
                Boolean.parseBoolean(properties.getProperty("copies")),
                Path.of(properties.getProperty("result")));
    }
}
