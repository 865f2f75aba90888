package io.millrace.contracts.avro;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.RowContract;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * The Avro schema of a contract: a record with one field per property. An optional field is the union
 * {@code [null, T]} with default null; a personal one carries {@code "confluent:tags": ["PII"]}, as Confluent's
 * catalogue and its rules read it.
 */
public final class ContractSchema {
    private static final String TAGS = "confluent:tags";

    private ContractSchema() {}

    /** The schema of a contract. Equal contracts give equal schemas, in text as well. */
    public static Schema of(RowContract contract) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Field field : contract.fields()) {
            fields.add(field(field));
        }
        return Schema.createRecord(
                contract.recordName(), blankToNull(contract.description()), contract.namespace(), false, fields);
    }

    private static Schema.Field field(Field field) {
        Schema type = type(field);
        String doc = blankToNull(field.description());
        Schema.Field avro;
        if (!field.required()) {
            Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), type);
            avro = new Schema.Field(field.name(), union, doc, Schema.Field.NULL_DEFAULT_VALUE);
        } else if (field.defaultValue().isPresent() && field.mask() instanceof Mask.None) {
            Object value =
                    FieldDefault.avroValue(field.type(), field.defaultValue().orElseThrow());
            avro = new Schema.Field(field.name(), type, doc, value);
        } else {
            // The default of a masked field is masked like any value, so it has no constant form.
            avro = new Schema.Field(field.name(), type, doc);
        }
        if (isPersonal(field)) {
            avro.addProp(TAGS, List.of("PII"));
        }
        return avro;
    }

    /** Items and map values are no Avro fields, so that the field around them says that they are personal. */
    private static boolean isPersonal(Field field) {
        if (field.classification().isPresent()) {
            return true;
        } else if (field.type() instanceof FieldType.ListOf list) {
            return isPersonal(list.element());
        }
        return field.type() instanceof FieldType.MapOf map && isPersonal(map.value());
    }

    private static Schema type(Field field) {
        FieldType type = field.type();
        if (type instanceof FieldType.Struct struct) {
            List<Schema.Field> fields =
                    struct.fields().stream().map(ContractSchema::field).toList();
            return Schema.createRecord(
                    struct.name(), blankToNull(field.description()), struct.namespace(), false, fields);
        } else if (type instanceof FieldType.ListOf list) {
            return Schema.createArray(item(list.element()));
        } else if (type instanceof FieldType.MapOf map) {
            return Schema.createMap(item(map.value()));
        }
        return scalar((FieldType.Scalar) type);
    }

    private static Schema item(Field item) {
        Schema type = type(item);
        return item.required() ? type : Schema.createUnion(Schema.create(Schema.Type.NULL), type);
    }

    @SuppressWarnings("NullAway") // Avro takes null for "no doc" and carries no nullness annotations.
    private static Schema scalar(FieldType.Scalar type) {
        if (type instanceof FieldType.Decimal decimal) {
            return LogicalTypes.decimal(decimal.precision(), decimal.scale())
                    .addToSchema(Schema.create(Schema.Type.BYTES));
        } else if (type instanceof FieldType.Enumeration enumeration) {
            return Schema.createEnum(enumeration.name(), null, enumeration.namespace(), enumeration.symbols());
        }
        return switch ((FieldType.Simple) type) {
            case STRING -> Schema.create(Schema.Type.STRING);
            case INT -> Schema.create(Schema.Type.INT);
            case LONG -> Schema.create(Schema.Type.LONG);
            case FLOAT -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE -> Schema.create(Schema.Type.DOUBLE);
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case BYTES -> Schema.create(Schema.Type.BYTES);
            case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
            case TIME_MILLIS -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
            case TIME_MICROS -> LogicalTypes.timeMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP_MILLIS -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case TIMESTAMP_MICROS -> LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
            case LOCAL_TIMESTAMP_MILLIS ->
                LogicalTypes.localTimestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
            case LOCAL_TIMESTAMP_MICROS ->
                LogicalTypes.localTimestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        };
    }

    @SuppressWarnings("NullAway") // Avro takes null for "no doc" and carries no nullness annotations.
    private static String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
