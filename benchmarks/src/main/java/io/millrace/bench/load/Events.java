package io.millrace.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Locale;

/**
 * The events by index, always the same for the same seed: 1 % are sent again, 0.05 % are cut off, 0.05 % break a rule.
 * Accounts are drawn with a probability that falls with one over the rank; the account is the key. Not thread-safe.
 */
public final class Events {
    /** Registry id of the schema the events are written with. */
    public static final int SCHEMA_ID = 1;

    /** Smallest size of a value, bytes. */
    public static final int SMALLEST = 200;

    /** Largest size of a value, bytes. */
    public static final int LARGEST = 100_000;

    private static final int ACCOUNTS = 50_000;
    private static final int AGAIN_WITHIN = 5_000;
    private static final double DUPLICATES = 0.01;
    private static final double MALFORMED = 0.0005;
    private static final double INVALID = 0.0005;
    private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "SEK", "CHF"};
    private static final String[] METHODS = {"card", "transfer", "wallet"};
    private static final byte[] TEXT = text();

    private final long seed;
    private final int size;
    private final long baseMicros;
    private final AvroBytes out = new AvroBytes();

    /**
     * @param size of a value with its frame, bytes; at least {@link #SMALLEST}
     * @param baseMicros time of the first event, epoch microseconds; each later one is a microsecond younger
     */
    public Events(long seed, int size, long baseMicros) {
        if (size < SMALLEST || size > LARGEST) {
            throw new IllegalArgumentException("a record has " + SMALLEST + " to " + LARGEST + " bytes, found " + size);
        }
        this.seed = seed;
        this.size = size;
        this.baseMicros = baseMicros;
    }

    /** What is special about the event of an index. */
    public Kind kind(long index) {
        double u = (random(index, 1) >>> 11) * 0x1p-53;
        if (u < MALFORMED) {
            return Kind.MALFORMED;
        } else if (u < MALFORMED + INVALID) {
            return Kind.INVALID;
        }
        return u < MALFORMED + INVALID + DUPLICATES && index > AGAIN_WITHIN ? Kind.DUPLICATE : Kind.VALID;
    }

    /** The event of an index, at the time that follows from the index. */
    public Event event(long index) {
        Kind kind = kind(index);
        long of = kind == Kind.DUPLICATE ? original(index) : index;
        return encode(of, kind, baseMicros + of);
    }

    /** The event of an index, made at a time of the caller's choice, epoch microseconds. */
    public Event event(long index, long madeAtMicros) {
        Kind kind = kind(index);
        return encode(kind == Kind.DUPLICATE ? original(index) : index, kind, madeAtMicros);
    }

    private long original(long index) {
        long candidate = index - 1 - Math.floorMod(random(index, 2), AGAIN_WITHIN - 100);
        while (kind(candidate) != Kind.VALID) {
            candidate--;
        }
        return candidate;
    }

    private Event encode(long index, Kind kind, long madeAtMicros) {
        long account = (long) Math.exp((random(index, 3) >>> 11) * 0x1p-53 * Math.log(ACCOUNTS));
        long bits = random(index, 4);
        long cents = 1L + Math.floorMod(bits, 99_999);
        String key = "acct-" + (10_000_000 + account * 7919 % 90_000_000);
        out.begin(SCHEMA_ID);
        out.text(eventId(index));
        out.number(madeAtMicros);
        out.text(key);
        out.text("Customer." + account + "@mail" + account % 97 + ".example");
        out.bytes(BigInteger.valueOf(kind == Kind.INVALID ? -cents : cents).toByteArray());
        out.text(CURRENCIES[Math.floorMod(bits >> 20, CURRENCIES.length)]);
        out.text(METHODS[Math.floorMod(bits >> 25, METHODS.length)]);
        out.text("merchant-" + Math.floorMod(bits >> 30, 5_000));
        memo(bits);
        byte[] value = out.first(kind == Kind.MALFORMED ? out.size() / 2 : out.size());
        return new Event(key.getBytes(UTF_8), value);
    }

    private void memo(long bits) {
        out.number(1);
        int room = size - out.size();
        int length = room - (room <= 64 ? 1 : room <= 8193 ? 2 : 3);
        if (length > 0) {
            out.bytes(TEXT, Math.floorMod(bits >> 13, 8_000), length);
        } else {
            out.bytes(new byte[0]);
        }
    }

    private String eventId(long index) {
        long high = random(index, 5);
        long low = random(index, 6);
        return hex(high >>> 32, 8) + "-" + hex(high >>> 16 & 0xffff, 4) + "-4" + hex(high & 0xfff, 3) + "-a"
                + hex(low >>> 48 & 0xfff, 3) + "-" + hex(low & 0xffff_ffff_ffffL, 12);
    }

    private static String hex(long value, int digits) {
        var text = new char[digits];
        for (int i = 0; i < digits; i++) {
            text[i] = Character.forDigit((int) (value >>> (4 * (digits - 1 - i)) & 0xf), 16);
        }
        return new String(text);
    }

    /** SplitMix64 (Steele, Lea and Flood, 2014) over seed, index and purpose. */
    private long random(long index, int purpose) {
        long z = seed + (index * 8 + purpose) * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    private static byte[] text() {
        String[] words = {
            "order", "renewal", "deposit", "basket", "invoice", "thanks", "monthly", "gift", "refill", "ticket"
        };
        var text = new StringBuilder();
        var numbers = new java.util.Random(7);
        while (text.length() < LARGEST + 10_000) {
            text.append(words[numbers.nextInt(words.length)]).append(' ');
            if (numbers.nextInt(3) == 0) {
                text.append(String.format(Locale.ROOT, "%06x ", numbers.nextInt(1 << 24)));
            }
        }
        return text.toString().getBytes(UTF_8);
    }
}
