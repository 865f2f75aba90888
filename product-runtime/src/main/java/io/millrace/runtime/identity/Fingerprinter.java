package io.millrace.runtime.identity;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * SipHash-2-4 with 128 bits of output (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012, and their
 * reference code for 128 bits). Keyed, so that nobody outside can make two ids collide. Collects a message in pieces,
 * then hashes it; reusable, not thread-safe.
 */
public final class Fingerprinter {
    /** Bytes of a key. */
    public static final int KEY_BYTES = 16;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean thorough;
    private final long key0;
    private final long key1;
    private byte[] message = new byte[128];
    private int length;
    private long high;
    private long low;
    private long v0;
    private long v1;
    private long v2;
    private long v3;

    /** @throws IllegalArgumentException if the key is not 16 bytes */
    public Fingerprinter(byte[] key) {
        this(key, true);
    }

    /**
     * SipHash-1-3 with 128 bits: half the work, and still keyed. For long messages of which only a few bits are kept.
     */
    public static Fingerprinter quick(byte[] key) {
        return new Fingerprinter(key, false);
    }

    private Fingerprinter(byte[] key, boolean thorough) {
        this.thorough = thorough;
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a fingerprint key has " + KEY_BYTES + " bytes, found " + key.length);
        }
        key0 = (long) LONGS.get(key, 0);
        key1 = (long) LONGS.get(key, Long.BYTES);
    }

    /** Starts a new message. */
    public Fingerprinter reset() {
        length = 0;
        return this;
    }

    /** Appends to the message. */
    public void update(byte[] bytes, int offset, int count) {
        if (message.length - length < count) {
            message = Arrays.copyOf(message, Math.max(message.length * 2, length + count));
        }
        System.arraycopy(bytes, offset, message, length, count);
        length += count;
    }

    /** Bytes of the message so far. */
    public int length() {
        return length;
    }

    /** Hashes the message; see {@link #high} and {@link #low}. */
    public Fingerprinter finish() {
        return hash(message, 0, length);
    }

    /** Hashes bytes in place, leaving the collected message alone. */
    public Fingerprinter hash(byte[] bytes, int offset, int count) {
        v0 = key0 ^ 0x736f6d6570736575L;
        v1 = key1 ^ 0x646f72616e646f6dL ^ 0xee;
        v2 = key0 ^ 0x6c7967656e657261L;
        v3 = key1 ^ 0x7465646279746573L;
        int at = offset;
        for (int end = offset + (count & ~7); at < end; at += Long.BYTES) {
            compress((long) LONGS.get(bytes, at));
        }
        long last = (long) count << 56;
        for (int shift = 0; at < offset + count; at++, shift += Byte.SIZE) {
            last |= (bytes[at] & 0xffL) << shift;
        }
        compress(last);
        v2 ^= 0xee;
        high = finalRounds();
        v1 ^= 0xdd;
        low = finalRounds();
        return this;
    }

    /** First half of the last hash. */
    public long high() {
        return high;
    }

    /** Second half of the last hash. */
    public long low() {
        return low;
    }

    /** The last hash. */
    public Fingerprint fingerprint() {
        return new Fingerprint(high, low);
    }

    private void compress(long word) {
        v3 ^= word;
        round();
        if (thorough) {
            round();
        }
        v0 ^= word;
    }

    private long finalRounds() {
        round();
        round();
        round();
        if (thorough) {
            round();
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private void round() {
        v0 += v1;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v3;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v2 = Long.rotateLeft(v2, 32);
    }
}
