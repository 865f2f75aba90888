package io.millrace.runtime.code;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time that the code takes a record to have, within bounds: from 1970 to when the broker got it. */
record PortTime(TimestampExtractor code) implements TimestampExtractor {
    /** When the broker got the record. */
    static final PortTime OF_BROKER = new PortTime((record, partitionTime) -> record.timestamp());

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long broker = Math.max(0, record.timestamp());
        long wanted;
        try {
            wanted = code.extract(record, partitionTime);
        } catch (RuntimeException thrown) {
            throw CodeException.of("the time of a record of topic " + record.topic(), thrown);
        }
        return wanted < 0 || wanted > broker ? broker : wanted;
    }
}
