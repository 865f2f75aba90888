package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.plan.ChangePosition;
import io.millrace.runtime.record.Operation;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes the headers that every output record of a task carries. What is the same for many records is made once. */
final class StandardHeaders {
    private static final Map<Operation, Header> OPERATIONS = new EnumMap<>(Operation.class);

    static {
        for (Operation operation : Operation.values()) {
            OPERATIONS.put(
                    operation,
                    new RecordHeader(HeaderNames.OPERATION, operation.code().getBytes(UTF_8)));
        }
    }

    private final ChangePosition position = new ChangePosition();
    private final MillisHeader ingested = new MillisHeader(HeaderNames.INGESTED_AT);
    private final MillisHeader processed = new MillisHeader(HeaderNames.PROCESSED_AT);
    private final CoordinateText coordinate = new CoordinateText();
    private @Nullable Header source;
    private @Nullable Header ingestedAt;
    private @Nullable Header processedAt;
    private @Nullable Header operation;

    /** Takes what the record at hand says. */
    void take(InputRecord record, RecordReader reader, Operation op, long nowMillis) {
        byte[] given = record.last(HeaderNames.INGESTED_AT);
        ingestedAt = given == null ? ingested.of(record.timestamp()) : new RecordHeader(HeaderNames.INGESTED_AT, given);
        processedAt = processed.of(nowMillis);
        source = new RecordHeader(HeaderNames.SOURCE, source(record, reader));
        operation = OPERATIONS.get(op);
    }

    private byte[] source(InputRecord record, RecordReader reader) {
        byte[] table = record.last(HeaderNames.SOURCE);
        if (table != null && reader.plan().position(reader.row(), position)) {
            return (new String(table, UTF_8) + "@" + PositionStage.lsn(position.lsn())).getBytes(UTF_8);
        }
        return table != null ? table : coordinate.of(record);
    }

    /** Says that something else happened to the row than to the record's part of it. */
    void operation(Operation op) {
        operation = OPERATIONS.get(op);
    }

    /** Headers of one output record. */
    Headers of(Header contract, String flags) {
        Header[] headers = flags.isEmpty()
                ? new Header[] {contract, source, ingestedAt, processedAt, operation}
                : new Header[] {
                    contract,
                    source,
                    ingestedAt,
                    processedAt,
                    operation,
                    new RecordHeader(HeaderNames.FLAGS, flags.getBytes(UTF_8))
                };
        return new RecordHeaders(headers);
    }

    /** A header that holds a time; records that follow one another mostly have the same. */
    private static final class MillisHeader {
        private final String name;
        private long millis = Long.MIN_VALUE;
        private @Nullable Header header;

        MillisHeader(String name) {
            this.name = name;
        }

        Header of(long wanted) {
            Header known = header;
            if (known == null || millis != wanted) {
                known = new RecordHeader(name, Long.toString(wanted).getBytes(UTF_8));
                header = known;
                millis = wanted;
            }
            return known;
        }
    }
}
