package io.millrace.runtime.identity;

/**
 * 128 bits that stand for an id, made by a {@link Fingerprinter}.
 *
 * @param high first eight bytes of the hash, little-endian
 * @param low last eight bytes of the hash, little-endian
 */
public record Fingerprint(long high, long low) {
    @Override
    public int hashCode() {
        return (int) (high >>> 32);
    }
}
