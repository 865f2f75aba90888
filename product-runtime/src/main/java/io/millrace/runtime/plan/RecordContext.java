package io.millrace.runtime.plan;

/** What Kafka knows of a record, beside its key, value and headers. */
public interface RecordContext extends HeaderLookup {
    String topic();

    int partition();

    long offset();

    /** Broker time, epoch milliseconds. */
    long timestamp();
}
