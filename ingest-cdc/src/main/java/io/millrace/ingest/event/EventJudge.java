package io.millrace.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.event.DomainEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An event's contract, compiled: judges events, and makes records of those it takes. */
public final class EventJudge {
    private final DomainEvent event;
    private final List<FieldJudge> fields;
    private final EventKey key;
    private final String source;

    private EventJudge(DomainEvent event, String via) {
        this.event = event;
        this.fields = event.fields().stream().map(FieldJudge::new).toList();
        this.key = new EventKey(event);
        this.source = via + "/" + event.qualifiedName();
    }

    /**
     * Compiles.
     *
     * @param via how events come in, such as {@code gateway}: first part of header {@code mr-source}
     */
    public static EventJudge of(DomainEvent event, String via) {
        return new EventJudge(event, via);
    }

    public DomainEvent event() {
        return event;
    }

    /** All that is wrong with an event's content by its contract; empty: nothing. */
    public List<EventProblem> judge(JsonNode content) {
        if (!content.isObject()) {
            return List.of(new EventProblem("", "must be a JSON object, but is " + FieldJudge.found(content)));
        }
        List<EventProblem> problems = new ArrayList<>();
        for (FieldJudge field : fields) {
            field.judgeIn(content, null, problems);
        }
        return problems;
    }

    /**
     * The record of an event that was judged without a problem. The content is the record's value byte for byte;
     * CloudEvents attributes become headers, as the Kafka binding's binary mode has them, so that products that read
     * plain JSON and those that read CloudEvents both understand it.
     *
     * @param attributes of CloudEvents by name; empty for plain JSON
     * @param bytes the content as it came
     * @param nowMillis when it came in, epoch milliseconds
     */
    public EventRecord record(JsonNode content, Map<String, String> attributes, byte[] bytes, long nowMillis) {
        Map<String, String> headers = new HashMap<>();
        attributes.forEach((name, value) -> headers.put("ce_" + name, value));
        headers.remove("ce_datacontenttype");
        if (!attributes.isEmpty()) {
            headers.put("content-type", "application/json");
        }
        headers.put("mr-source", source);
        headers.put("mr-ingested-at", Long.toString(nowMillis));
        String text = key.of(content, attributes, bytes);
        return new EventRecord(text.getBytes(StandardCharsets.UTF_8), bytes, headers);
    }

    /** SHA-256 over parts, each behind its length, in base64url: 43 characters. */
    public static String digest(byte[]... parts) {
        return EventKey.digest(parts);
    }
}
