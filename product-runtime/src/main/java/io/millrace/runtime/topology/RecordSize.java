package io.millrace.runtime.topology;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Upper bound of what a record takes in a batch of its own (message format 2), before compression. */
final class RecordSize {
    /** Batch header, and the varints and attributes of one record at their longest. */
    private static final int OVERHEAD = 61 + 36;

    private static final int PER_HEADER = 10;

    private RecordSize() {}

    static int of(byte[] key, byte @Nullable [] value, Headers headers) {
        int size = OVERHEAD + key.length + (value == null ? 0 : value.length);
        for (Header header : headers) {
            byte[] content = header.value();
            size += PER_HEADER + header.key().length() * 3 + (content == null ? 0 : content.length);
        }
        return size;
    }
}
