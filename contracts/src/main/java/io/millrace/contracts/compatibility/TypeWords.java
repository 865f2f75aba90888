package io.millrace.contracts.compatibility;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Avro types as people read them, such as {@code optional decimal(12,2)}. */
final class TypeWords {
    private TypeWords() {}

    static String of(Schema schema) {
        if (schema.isUnion()) {
            boolean optional = schema.isNullable();
            String branches = schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .map(TypeWords::of)
                    .collect(Collectors.joining(" or "));
            return optional ? "optional " + branches : branches;
        }
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case ARRAY -> "array of " + of(schema.getElementType());
            case MAP -> "map of " + of(schema.getValueType());
            case RECORD -> "record " + schema.getName();
            case ENUM -> "enum " + schema.getEnumSymbols();
            default -> schema.getType().getName().toLowerCase(Locale.ROOT);
        };
    }
}
