package io.millrace.runtime.topology;

import io.millrace.runtime.deadletter.Coordinate;
import io.millrace.runtime.deadletter.OriginalRecord;
import io.millrace.runtime.plan.RecordContext;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record of an input topic, as it came.
 *
 * @param timestamp broker time, epoch milliseconds, at least 0
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka hands them over; nobody compares records
record InputRecord(
        String topic,
        int partition,
        long offset,
        long timestamp,
        byte @Nullable [] key,
        byte @Nullable [] value,
        Headers headers)
        implements RecordContext {

    @Override
    public byte @Nullable [] last(String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : header.value();
    }

    Coordinate coordinate() {
        return new Coordinate(topic, partition, offset);
    }

    OriginalRecord original() {
        List<OriginalRecord.Header> copies = new ArrayList<>();
        for (Header header : headers) {
            copies.add(new OriginalRecord.Header(header.key(), header.value()));
        }
        return new OriginalRecord(key, value, copies);
    }

    /** The coordinate only: a record's content never reaches a log. */
    @Override
    public String toString() {
        return "InputRecord[" + topic + "-" + partition + "-" + offset + "]";
    }
}
