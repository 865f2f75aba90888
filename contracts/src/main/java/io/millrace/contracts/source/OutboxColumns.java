package io.millrace.contracts.source;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which column of an outbox table holds what. The defaults are those of Debezium's outbox event router, so that a table
 * made for it needs no {@code columns}.
 *
 * @param id the event's id: unique for ever
 * @param aggregateType what kind of thing the event is about
 * @param aggregateId which one; the record's key, which orders the events of one thing
 * @param type the event's type
 * @param payload the event
 * @param time when it happened; without it, when the database committed it
 * @param tracing a W3C traceparent, or properties as Debezium's tracing writes them
 * @param headers further columns by the header that carries each
 */
public record OutboxColumns(
        String id,
        String aggregateType,
        String aggregateId,
        String type,
        String payload,
        Optional<String> time,
        Optional<String> tracing,
        Map<String, String> headers) {

    /** What a table made for Debezium's outbox event router has. */
    public static final OutboxColumns DEFAULTS = new OutboxColumns(
            "id", "aggregatetype", "aggregateid", "type", "payload", Optional.empty(), Optional.empty(), Map.of());

    public OutboxColumns {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
}
