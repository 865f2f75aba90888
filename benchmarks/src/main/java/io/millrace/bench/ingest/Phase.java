package io.millrace.bench.ingest;

import java.util.Properties;

/**
 * The measured part of a snapshot or of a backlog.
 *
 * @param rows between the two readings of the meter
 * @param seconds between them
 * @param cpuSeconds processor time of the process, compilers and collector included
 */
public record Phase(long rows, double seconds, double cpuSeconds) {

    public double rowsPerSecond() {
        return rows / seconds;
    }

    public double cpuMicrosPerRow() {
        return cpuSeconds * 1e6 / rows;
    }

    void write(String name, Properties target) {
        target.setProperty(name + ".rows", Long.toString(rows));
        target.setProperty(name + ".seconds", Double.toString(seconds));
        target.setProperty(name + ".cpu", Double.toString(cpuSeconds));
    }

    static Phase read(String name, Properties source) {
        return new Phase(
                Long.parseLong(source.getProperty(name + ".rows")),
                Double.parseDouble(source.getProperty(name + ".seconds")),
                Double.parseDouble(source.getProperty(name + ".cpu")));
    }
}
