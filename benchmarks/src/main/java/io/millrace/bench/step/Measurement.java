package io.millrace.bench.step;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * One step in one round.
 *
 * @param records between the two readings of the meter
 * @param seconds between them
 * @param cpuSeconds processor time of the step's process, compilers and collector included
 * @param brokerCpuSeconds processor time of the broker's process
 * @param allocatedBytes by all threads of the step's process
 * @param liveHeapBytes behind a full collection after the last record
 * @param duplicates dropped by the step over the whole run
 */
public record Measurement(
        long records,
        double seconds,
        double cpuSeconds,
        double brokerCpuSeconds,
        double allocatedBytes,
        double liveHeapBytes,
        long duplicates) {

    public double recordsPerSecond() {
        return records / seconds;
    }

    public double cpuMicrosPerRecord() {
        return cpuSeconds * 1e6 / records;
    }

    public double brokerCpuMicrosPerRecord() {
        return brokerCpuSeconds * 1e6 / records;
    }

    public double allocatedBytesPerRecord() {
        return allocatedBytes / records;
    }

    public double liveHeapMebibytes() {
        return liveHeapBytes / (1 << 20);
    }

    void write(Path file) throws IOException {
        var properties = new Properties();
        properties.setProperty("records", Long.toString(records));
        properties.setProperty("seconds", Double.toString(seconds));
        properties.setProperty("cpu", Double.toString(cpuSeconds));
        properties.setProperty("brokerCpu", Double.toString(brokerCpuSeconds));
        properties.setProperty("allocated", Double.toString(allocatedBytes));
        properties.setProperty("liveHeap", Double.toString(liveHeapBytes));
        properties.setProperty("duplicates", Long.toString(duplicates));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    public static Measurement read(Path file) throws IOException {
        var properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return new Measurement(
                Long.parseLong(properties.getProperty("records")),
                Double.parseDouble(properties.getProperty("seconds")),
                Double.parseDouble(properties.getProperty("cpu")),
                Double.parseDouble(properties.getProperty("brokerCpu")),
                Double.parseDouble(properties.getProperty("allocated")),
                Double.parseDouble(properties.getProperty("liveHeap")),
                Long.parseLong(properties.getProperty("duplicates")));
    }
}
