package io.millrace.runtime.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The record's own timestamp, at least 0. Kafka's extractors print a record whose timestamp they do not like. */
public final class BrokerTime implements TimestampExtractor {
    private static final long AHEAD_MILLIS = 60_000;

    /** What may be written: from 0 to a minute ahead, because brokers refuse what lies an hour ahead. */
    static long clamped(long timestampMillis, long nowMillis) {
        return Math.max(0, Math.min(timestampMillis, nowMillis + AHEAD_MILLIS));
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return Math.max(0, record.timestamp());
    }
}
