package io.millrace.bench.step;

import io.millrace.bench.mesh.RunNames;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What a step's process is told, in a properties file.
 *
 * @param step which one
 * @param bootstrapServers of the broker
 * @param brokerProcess process id of the broker, whose processor time is told apart
 * @param names of this run
 * @param keys file of the key ring
 * @param directory for state and descriptors, this run's own
 * @param threads that process records
 * @param warmUp records before the measured ones
 * @param records measured
 * @param result file the measurement is written to
 */
public record StepSettings(
        Step step,
        String bootstrapServers,
        long brokerProcess,
        RunNames names,
        Path keys,
        Path directory,
        int threads,
        long warmUp,
        long records,
        Path result) {

    public void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("step", step.name());
        properties.setProperty("bootstrap", bootstrapServers);
        properties.setProperty("broker", Long.toString(brokerProcess));
        properties.setProperty("application", names.applicationId());
        properties.setProperty("input", names.input());
        properties.setProperty("output", names.output());
        properties.setProperty("deadLetters", names.deadLetters());
        properties.setProperty("keys", keys.toString());
        properties.setProperty("directory", directory.toString());
        properties.setProperty("threads", Integer.toString(threads));
        properties.setProperty("warmUp", Long.toString(warmUp));
        properties.setProperty("records", Long.toString(records));
        properties.setProperty("result", result.toString());
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    public static StepSettings read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new StepSettings(
                Step.valueOf(properties.getProperty("step")),
                properties.getProperty("bootstrap"),
                Long.parseLong(properties.getProperty("broker")),
                new RunNames(
                        properties.getProperty("application"),
                        properties.getProperty("input"),
                        properties.getProperty("output"),
                        properties.getProperty("deadLetters")),
                Path.of(properties.getProperty("keys")),
                Path.of(properties.getProperty("directory")),
                Integer.parseInt(properties.getProperty("threads")),
                Long.parseLong(properties.getProperty("warmUp")),
                Long.parseLong(properties.getProperty("records")),
                Path.of(properties.getProperty("result")));
    }
}
