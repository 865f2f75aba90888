package io.millrace.catalogue.words;

import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** An Avro type in words. */
public final class TypeWords {
    private TypeWords() {}

    /** What people call it, such as {@code decimal, 12 digits, 2 behind the point}. */
    public static String of(Schema schema) {
        Schema type = present(schema);
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal, " + decimal.getPrecision() + " digits"
                    + (decimal.getScale() == 0 ? "" : ", " + decimal.getScale() + " behind the point");
        }
        return logical(type).map(TypeWords::ofLogical).orElseGet(() -> switch (type.getType()) {
            case STRING -> "text";
            case INT -> "whole number, 32 bits";
            case LONG -> "whole number, 64 bits";
            case FLOAT -> "floating point, 32 bits";
            case DOUBLE -> "floating point, 64 bits";
            case BOOLEAN -> "true or false";
            case BYTES -> "bytes";
            case FIXED -> type.getFixedSize() + " bytes";
            case NULL -> "nothing";
            case ENUM -> "one of " + String.join(", ", type.getEnumSymbols());
            case RECORD -> "group of fields";
            case ARRAY -> "list of: " + of(type.getElementType());
            case MAP -> "map from text to: " + of(type.getValueType());
            case UNION -> type.getTypes().stream().map(TypeWords::of).collect(Collectors.joining(" or "));
        });
    }

    /** As Avro calls it, such as {@code long timestamp-micros}. */
    public static String avro(Schema schema) {
        Schema type = present(schema);
        String name = switch (type.getType()) {
            case ARRAY -> "array of " + avro(type.getElementType());
            case MAP -> "map of " + avro(type.getValueType());
            case RECORD, ENUM, FIXED -> type.getType().getName() + " " + type.getName();
            default -> type.getType().getName();
        };
        return name + logical(type).map(logical -> " " + logical).orElse("");
    }

    /** The type without its null. */
    public static Schema present(Schema schema) {
        if (schema.getType() == Schema.Type.UNION) {
            var others = schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .toList();
            return others.size() == 1 ? others.get(0) : schema;
        }
        return schema;
    }

    private static Optional<String> logical(Schema type) {
        return Optional.ofNullable(type.getLogicalType()).map(LogicalType::getName);
    }

    private static String ofLogical(String name) {
        return switch (name) {
            case "date" -> "date";
            case "time-millis" -> "time of day, to the millisecond";
            case "time-micros" -> "time of day, to the microsecond";
            case "timestamp-millis" -> "timestamp in UTC, to the millisecond";
            case "timestamp-micros" -> "timestamp in UTC, to the microsecond";
            case "local-timestamp-millis" -> "date and time without a zone, to the millisecond";
            case "local-timestamp-micros" -> "date and time without a zone, to the microsecond";
            default -> name;
        };
    }
}
