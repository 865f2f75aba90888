package io.millrace.bench.load;

/**
 * A number of records and whose they were, in any order.
 *
 * @param checksum sum of the checksums of their event ids, modulo 2^64
 */
public record Tally(long count, long checksum) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(count + other.count, checksum + other.checksum);
    }
}
