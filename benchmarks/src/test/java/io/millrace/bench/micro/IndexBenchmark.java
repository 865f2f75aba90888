package io.millrace.bench.micro;

import io.millrace.runtime.identity.EventIdIndex;
import io.millrace.runtime.identity.Fingerprinter;
import io.millrace.runtime.identity.MemoryBudget;
import io.millrace.runtime.identity.Window;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The index of event ids, filled from nothing, and asked for ids that it knows; and the fingerprints it is asked by. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class IndexBenchmark {
    private static final int BATCH = 1_000_000;
    private static final long NOW = 1_700_000_000_000L;
    private static final Window WINDOW = Window.of(Duration.ofDays(1));

    /** Ids in the index that is asked for known ones. */
    @Param({"100000", "3000000"})
    public int known;

    private final Fingerprinter fingerprinter = new Fingerprinter(new byte[Fingerprinter.KEY_BYTES]);
    private final byte[] id = new byte[36];
    private final byte[] value = new byte[300];
    private EventIdIndex index = empty();
    private long next;

    /** Fills the index once. */
    @Setup(Level.Trial)
    public void fill() {
        index = empty();
        for (long i = 0; i < known; i++) {
            index.see(mixed(i), mixed(~i), i, NOW);
        }
    }

    private static EventIdIndex empty() {
        var empty = new EventIdIndex(WINDOW, new MemoryBudget(Long.MAX_VALUE), () -> NOW);
        empty.restored();
        return empty;
    }

    private static long mixed(long number) {
        long z = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A duplicate. */
    @Benchmark
    public EventIdIndex.Sighting duplicate() {
        next = (next + 7919) % known;
        return index.see(mixed(next), mixed(~next), next, NOW);
    }

    /** A new id, the growth of the table from nothing to a million included. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long fresh() {
        EventIdIndex growing = empty();
        for (long i = 0; i < BATCH; i++) {
            growing.see(mixed(i), mixed(~i), i, NOW);
        }
        return growing.entries();
    }

    /** The fingerprint of a UUID. */
    @Benchmark
    public long fingerprintOfAnId() {
        id[(int) (next++ & 31)]++;
        return fingerprinter.hash(id, 0, id.length).high();
    }

    /** The fingerprint of a record's content. */
    @Benchmark
    public long fingerprintOfContent() {
        value[(int) (next++ & 255)]++;
        return fingerprinter.hash(value, 0, value.length).high();
    }
}
