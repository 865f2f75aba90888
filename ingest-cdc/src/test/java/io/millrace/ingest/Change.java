package io.millrace.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A change record as a foreign reader sees it.
 *
 * @param partition of the topic
 * @param key as text, null for a truncation
 * @param envelope decoded by Avro's own reader
 * @param headers last value by name, as text
 */
public record Change(int partition, @Nullable String key, GenericRecord envelope, Map<String, String> headers) {

    public String operation() {
        return envelope.get("op").toString();
    }

    public GenericRecord after() {
        return (GenericRecord) envelope.get("after");
    }

    public GenericRecord before() {
        return (GenericRecord) envelope.get("before");
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
