package io.millrace.runtime.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.Arrays;

/** What Debezium puts in place of an unchanged large value that PostgreSQL did not log (TOAST). It is no value. */
final class Placeholder {
    private static final byte[] TEXT = "__debezium_unavailable_value".getBytes(US_ASCII);

    private Placeholder() {}

    /** Whether values of the type can be the placeholder. */
    static boolean isPossible(SourceType type) {
        return type.encoding() == SourceType.Encoding.STRING || type.encoding() == SourceType.Encoding.BYTES;
    }

    static boolean isAt(Slots slots, int slot) {
        int start = slots.start(slot);
        return slots.length(slot) == TEXT.length
                && Arrays.equals(TEXT, 0, TEXT.length, slots.data(slot), start, start + TEXT.length);
    }
}
