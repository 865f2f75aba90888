package io.millrace.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.contracts.event.DomainEvent;
import io.millrace.contracts.event.EventField;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The record key of an event. It decides the partition, and identity holds within one, so an event and its repetition
 * must get the same: the contract's primary key; else CloudEvents' {@code partitionkey}; else the field that products
 * read the id from; else CloudEvents' {@code id}; else a digest of the content.
 */
final class EventKey {
    private final List<EventField> fields;
    private final List<String> idPath;

    EventKey(DomainEvent event) {
        this.fields = event.keyFields();
        this.idPath = event.idPath().orElse(List.of());
    }

    /** The key of an event that its contract takes. */
    String of(JsonNode event, Map<String, String> attributes, byte[] content) {
        if (!fields.isEmpty()) {
            return canonical(event);
        }
        String partition = attributes.get("partitionkey");
        if (partition != null) {
            return partition;
        }
        String id = id(event);
        if (id != null) {
            return id;
        }
        String cloudId = attributes.get("id");
        return cloudId == null ? digest(content) : cloudId;
    }

    /** The text of the field that products read the id from; null where there is none. */
    @Nullable
    String id(JsonNode event) {
        if (idPath.isEmpty()) {
            return null;
        }
        JsonNode node = event;
        for (String step : idPath) {
            node = node.path(step);
        }
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    private String canonical(JsonNode event) {
        if (fields.size() == 1) {
            return text(event, fields.get(0));
        }
        return fields.stream()
                .map(field -> text(event, field).replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }

    private static String text(JsonNode event, EventField field) {
        JsonNode node = event.path(field.name());
        boolean typed = field.type() instanceof EventField.EventType.One
                || field.type() instanceof EventField.EventType.AnyNumber;
        ScalarValue value = typed ? ScalarValue.of(node, field) : null;
        return value == null ? node.asText() : value.text();
    }

    static String digest(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(Integer.toString(part.length).getBytes(StandardCharsets.US_ASCII));
                digest.update((byte) 0);
                digest.update(part);
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
