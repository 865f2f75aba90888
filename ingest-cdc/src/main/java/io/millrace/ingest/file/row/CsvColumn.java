package io.millrace.ingest.file.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.contracts.event.EventField.EventType;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.FieldType.Simple;
import io.millrace.ingest.event.StrictJson;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A column: where its values stand in the event and what they are. Text that is none of the type stays text, so that the
 * contract refuses it like any other.
 */
record CsvColumn(String name, EventType type) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,398})(\\.\\d{1,400})?([eE][+-]?\\d{1,3})?");

    void put(String text, ObjectNode into) {
        if (isNumber() && NUMBER.matcher(text).matches()) {
            into.set(name, json(text));
        } else if (isBoolean() && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            into.put(name, text.toLowerCase(Locale.ROOT).equals("true"));
        } else if (isNested()) {
            into.set(name, json(text));
        } else {
            into.put(name, text);
        }
    }

    private JsonNode json(String text) {
        try {
            JsonNode read = StrictJson.MAPPER.readTree(text);
            return read.isMissingNode() ? StrictJson.MAPPER.getNodeFactory().textNode(text) : read;
        } catch (JsonProcessingException e) {
            return StrictJson.MAPPER.getNodeFactory().textNode(text);
        }
    }

    private boolean isNumber() {
        return type instanceof EventType.AnyNumber
                || (type instanceof EventType.One one
                        && (one.type() instanceof FieldType.Decimal
                                || one.type() == Simple.INT
                                || one.type() == Simple.LONG
                                || one.type() == Simple.FLOAT
                                || one.type() == Simple.DOUBLE));
    }

    private boolean isBoolean() {
        return type instanceof EventType.One one && one.type() == Simple.BOOLEAN;
    }

    private boolean isNested() {
        return type instanceof EventType.Structure
                || type instanceof EventType.Items
                || type instanceof EventType.Entries;
    }
}
