package io.millrace.contracts.draft;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What a sample event says of its fields: a guess that a team corrects. Every field counts as required. */
final class SampleSchema {
    private static final Pattern INSTANT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:?\\d{2})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int PRECISION = 18;

    private SampleSchema() {}

    /** @throws IllegalArgumentException where the sample is no JSON object, or has a name that Avro does not allow */
    static Schema of(String record, JsonNode sample) {
        if (!sample.isObject() || sample.isEmpty()) {
            throw new IllegalArgumentException("the sample is no JSON object with fields");
        }
        List<Schema.Field> fields = new ArrayList<>();
        sample.properties().forEach(entry -> {
            if (!NAME.matcher(entry.getKey()).matches()) {
                throw new IllegalArgumentException("field '" + entry.getKey()
                        + "' is no Avro name: letters, digits and underscores, not starting with a digit");
            }
            fields.add(new Schema.Field(entry.getKey(), type(entry.getValue())));
        });
        return Schema.createRecord(record, null, "sample", false, fields);
    }

    private static Schema type(JsonNode value) {
        if (value.isNull()) {
            return Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        }
        if (value.isBoolean()) {
            return Schema.create(Schema.Type.BOOLEAN);
        }
        if (value.isIntegralNumber()) {
            return Schema.create(Schema.Type.LONG);
        }
        if (value.isNumber()) {
            int scale = Math.min(Math.max(2, value.decimalValue().scale()), PRECISION);
            return LogicalTypes.decimal(PRECISION, scale).addToSchema(Schema.create(Schema.Type.BYTES));
        }
        if (value.isArray()) {
            return Schema.createArray(Schema.create(Schema.Type.STRING));
        }
        if (value.isObject()) {
            return Schema.createMap(Schema.create(Schema.Type.STRING));
        }
        if (INSTANT.matcher(value.asText()).matches()) {
            return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }
        return DATE.matcher(value.asText()).matches()
                ? LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT))
                : Schema.create(Schema.Type.STRING);
    }
}
