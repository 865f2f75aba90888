package io.millrace.bench.step;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * This process's counters at one moment.
 *
 * @param nanos of {@link System#nanoTime}
 * @param cpuNanos processor time, compilers and collector included
 * @param allocatedBytes by all threads that run
 */
public record ProcessReading(long nanos, long cpuNanos, long allocatedBytes) {

    public static ProcessReading take() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            allocated += Math.max(0, bytes);
        }
        return new ProcessReading(System.nanoTime(), system.getProcessCpuTime(), allocated);
    }
}
