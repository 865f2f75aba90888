package io.millrace.runtime.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.runtime.plan.ChangePosition;
import io.millrace.runtime.record.Operation;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the headers that every output record of a task carries. */
final class StandardHeaders {
    private static final Map<Operation, byte[]> OPERATIONS = new EnumMap<>(Operation.class);

    static {
        for (Operation operation : Operation.values()) {
            OPERATIONS.put(operation, operation.code().getBytes(UTF_8));
        }
    }

    private final ChangePosition position = new ChangePosition();
    private byte[] source = new byte[0];
    private byte[] ingestedAt = new byte[0];
    private byte[] processedAt = new byte[0];
    private byte[] operation = new byte[0];
    private long processedMillis = -1;

    /** Takes what the record at hand says. */
    void take(InputRecord record, RecordReader reader, Operation op, long nowMillis) {
        if (processedMillis != nowMillis) {
            processedMillis = nowMillis;
            processedAt = Long.toString(nowMillis).getBytes(UTF_8);
        }
        byte[] ingested = record.last(HeaderNames.INGESTED_AT);
        ingestedAt = ingested == null ? Long.toString(record.timestamp()).getBytes(UTF_8) : ingested;
        source = source(record, reader);
        operation = OPERATIONS.getOrDefault(op, new byte[0]);
    }

    private byte[] source(InputRecord record, RecordReader reader) {
        byte[] table = record.last(HeaderNames.SOURCE);
        if (table != null && reader.plan().position(reader.row(), position)) {
            return (new String(table, UTF_8) + "@" + PositionStage.lsn(position.lsn())).getBytes(UTF_8);
        }
        return table != null ? table : record.coordinate().toString().getBytes(UTF_8);
    }

    /** Headers of one output record. */
    Headers of(byte[] contract, String flags) {
        var headers = new RecordHeaders();
        headers.add(HeaderNames.CONTRACT, contract);
        headers.add(HeaderNames.SOURCE, source);
        headers.add(HeaderNames.INGESTED_AT, ingestedAt);
        headers.add(HeaderNames.PROCESSED_AT, processedAt);
        headers.add(HeaderNames.OPERATION, operation);
        if (!flags.isEmpty()) {
            headers.add(HeaderNames.FLAGS, flags.getBytes(UTF_8));
        }
        return headers;
    }
}
