package io.millrace.bench.idiomatic;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.avro.generic.GenericRecord;

/** What the contract of the product {@code checks} promises, by hand. */
final class Rules {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Set<String> METHODS = Set.of("card", "transfer", "wallet");
    private static final BigInteger MOST_CENTS = BigInteger.valueOf(100_000_000);
    private static final long OLDEST = TimeUnit.DAYS.toMicros(1);
    private static final long AHEAD = TimeUnit.MINUTES.toMicros(5);

    private Rules() {}

    static boolean hold(GenericRecord event, long brokerMillis) {
        long madeAt = (long) event.get("made_at");
        long arrived = TimeUnit.MILLISECONDS.toMicros(brokerMillis);
        BigInteger cents = unscaled((ByteBuffer) event.get("amount"));
        return madeAt >= arrived - OLDEST
                && madeAt <= arrived + AHEAD
                && UUID.matcher(text(event, "event_id")).matches()
                && text(event, "email").length() <= 254
                && cents.signum() > 0
                && cents.compareTo(MOST_CENTS) <= 0
                && text(event, "currency").length() == 3
                && METHODS.contains(text(event, "method"))
                && text(event, "merchant").length() <= 80;
    }

    private static String text(GenericRecord event, String field) {
        return event.get(field).toString();
    }

    private static BigInteger unscaled(ByteBuffer bytes) {
        return new BigInteger(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
