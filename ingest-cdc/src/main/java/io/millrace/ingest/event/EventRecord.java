package io.millrace.ingest.event;

import java.util.Map;

/**
 * A record to be written to the topic of an event.
 *
 * @param key decides the partition, so that an event and its repetition meet
 * @param value JSON in UTF-8
 * @param headers by name, as text
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on to the producer, compared by nobody.
public record EventRecord(byte[] key, byte[] value, Map<String, String> headers) {
    public EventRecord {
        headers = Map.copyOf(headers);
    }
}
