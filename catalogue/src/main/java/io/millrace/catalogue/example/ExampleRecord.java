package io.millrace.catalogue.example;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.catalogue.model.CatalogueModel.PortEntry;
import io.millrace.catalogue.model.Written;
import io.millrace.catalogue.words.TypeWords;
import io.millrace.contracts.avro.ContractSchema;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.RowContract;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An example of a record that leaves through a port.
 *
 * @param key text of the record key
 * @param value by field; null is possible
 */
public record ExampleRecord(String key, Map<String, @Nullable Object> value) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(com.fasterxml.jackson.core.StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Of a port's contract: its examples, else values of its types within its rules. */
    public static ExampleRecord of(PortEntry port) {
        RowContract contract = port.port().contract();
        Schema schema = ContractSchema.of(contract);
        List<Written> properties = port.object().maps("properties");
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        for (Field field : contract.fields()) {
            value.put(field.name(), value(field, schema.getField(field.name()).schema(), properties));
        }
        return new ExampleRecord(key(contract, value), value);
    }

    /** The value as JSON, as a consumer that converts logical types prints it. */
    public String json() {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An example of texts and numbers is JSON", e);
        }
    }

    private static @Nullable Object value(Field field, Schema schema, List<Written> properties) {
        Schema type = TypeWords.present(schema);
        if (field.type() instanceof FieldType.Struct struct) {
            Map<String, @Nullable Object> inside = new LinkedHashMap<>();
            struct.fields()
                    .forEach(child -> inside.put(
                            child.name(),
                            value(child, type.getField(child.name()).schema(), List.of())));
            return inside;
        } else if (field.type() instanceof FieldType.ListOf list) {
            return Collections.singletonList(value(list.element(), type.getElementType(), List.of()));
        } else if (field.type() instanceof FieldType.MapOf map) {
            return Collections.singletonMap("key", value(map.value(), type.getValueType(), List.of()));
        }
        return scalar(field, schema, properties);
    }

    private static @Nullable Object scalar(Field field, Schema schema, List<Written> properties) {
        if (field.mask() instanceof Mask.None) {
            return properties.stream()
                    .filter(property -> name(property).equals(field.name()))
                    .flatMap(property -> property.texts("examples").stream())
                    .findFirst()
                    .or(field::defaultValue)
                    .map(text -> ExampleValue.given(text, schema))
                    .orElseGet(() -> ExampleValue.of(field.name(), schema, field.rules()));
        }
        return MaskedExample.of(field.mask(), schema).orElse(null);
    }

    private static String name(Written property) {
        String physical = property.text("physicalName");
        return physical.isEmpty() ? property.text("name") : physical;
    }

    private static String key(RowContract contract, Map<String, @Nullable Object> value) {
        List<Field> fields = contract.keyFields();
        if (fields.isEmpty()) {
            return ExampleToken.of("the input's key").replaceFirst("^k[0-9a-f]+", "k");
        }
        return fields.stream()
                .map(field -> String.valueOf(value.get(field.name())))
                .map(text ->
                        fields.size() == 1 ? text : text.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }
}
