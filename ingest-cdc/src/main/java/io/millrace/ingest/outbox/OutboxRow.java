package io.millrace.ingest.outbox;

import org.apache.kafka.clients.producer.ProducerRecord;

/** What a change of the outbox table comes to. */
public sealed interface OutboxRow {

    /**
     * An inserted row.
     *
     * @param record key: the aggregate's id in UTF-8; value: the payload, null if the row has none; headers: CloudEvents
     *     attributes, and further columns
     */
    record Event(ProducerRecord<byte[], byte[]> record) implements OutboxRow {}

    /**
     * A change that is no event.
     *
     * @param operation {@code update}, {@code delete}, {@code truncate}, or {@code snapshot} for a row that was there
     *     before and is not to be published
     */
    record Ignored(String operation) implements OutboxRow {}
}
