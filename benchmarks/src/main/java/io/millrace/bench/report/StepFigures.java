package io.millrace.bench.report;

/**
 * A step of the ladder over all rounds.
 *
 * @param name such as {@code full}
 * @param title in words
 * @param baseline name of the raw copy with the same guarantee, which the ratios refer to
 * @param recordsPerSecond input records with committed outputs
 * @param cpuMicrosPerRecord processor time of the step's process
 * @param brokerCpuMicrosPerRecord processor time of the broker's process meanwhile
 * @param allocatedBytesPerRecord heap allocated by the step's process
 * @param liveHeapMebibytes behind a full collection at the end
 * @param throughputToR0 records per second over those of the baseline in the same round
 * @param cpuToR0 processor time over that of the baseline in the same round
 */
public record StepFigures(
        String name,
        String title,
        String baseline,
        Spread recordsPerSecond,
        Spread cpuMicrosPerRecord,
        Spread brokerCpuMicrosPerRecord,
        Spread allocatedBytesPerRecord,
        Spread liveHeapMebibytes,
        Spread throughputToR0,
        Spread cpuToR0) {}
