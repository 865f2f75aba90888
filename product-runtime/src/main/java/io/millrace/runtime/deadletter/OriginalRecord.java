package io.millrace.runtime.deadletter;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rejected record as it came. Clear text: never log it.
 *
 * @param key as it came
 * @param value as it came
 * @param headers in their order
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka hands them over; nobody compares originals
public record OriginalRecord(byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    public OriginalRecord {
        headers = List.copyOf(headers);
    }

    /**
     * A header as it came.
     *
     * @param name of the header
     * @param value of the header
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    public record Header(String name, byte @Nullable [] value) {}

    @Override
    public String toString() {
        return "OriginalRecord[" + (value == null ? "no value" : value.length + " bytes") + "]";
    }
}
