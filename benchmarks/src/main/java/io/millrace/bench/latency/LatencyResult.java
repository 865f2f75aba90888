package io.millrace.bench.latency;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Time from the moment an event was due to be sent until a reader of committed records had its output, milliseconds.
 *
 * @param highestPerSecond events per second that the product took while sender and reader ran beside it
 * @param recordsPerSecond sent by schedule: half of that
 * @param seconds of the schedule that were counted
 * @param records whose latency was counted
 * @param expected outputs of the events sent, warm-up included
 * @param received outputs read, warm-up included
 */
public record LatencyResult(
        long highestPerSecond,
        long recordsPerSecond,
        int seconds,
        long records,
        long expected,
        long received,
        double p50,
        double p99,
        double p999,
        double most) {

    void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("highest", Long.toString(highestPerSecond));
        properties.setProperty("rate", Long.toString(recordsPerSecond));
        properties.setProperty("seconds", Integer.toString(seconds));
        properties.setProperty("records", Long.toString(records));
        properties.setProperty("expected", Long.toString(expected));
        properties.setProperty("received", Long.toString(received));
        properties.setProperty("p50", Double.toString(p50));
        properties.setProperty("p99", Double.toString(p99));
        properties.setProperty("p999", Double.toString(p999));
        properties.setProperty("most", Double.toString(most));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    public static LatencyResult read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new LatencyResult(
                Long.parseLong(properties.getProperty("highest")),
                Long.parseLong(properties.getProperty("rate")),
                Integer.parseInt(properties.getProperty("seconds")),
                Long.parseLong(properties.getProperty("records")),
                Long.parseLong(properties.getProperty("expected")),
                Long.parseLong(properties.getProperty("received")),
                Double.parseDouble(properties.getProperty("p50")),
                Double.parseDouble(properties.getProperty("p99")),
                Double.parseDouble(properties.getProperty("p999")),
                Double.parseDouble(properties.getProperty("most")));
    }
}
