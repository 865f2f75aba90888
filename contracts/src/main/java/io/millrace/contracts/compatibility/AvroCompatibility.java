package io.millrace.contracts.compatibility;

import io.millrace.contracts.product.CompatibilityLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;

/**
 * Whether schemas can read each other's records: Avro's own resolution rules (Avro 1.12, "Schema Resolution"), in the
 * directions a level asks for, and that logical types stay, which Avro's check passes over.
 */
public final class AvroCompatibility {
    private AvroCompatibility() {}

    /**
     * What stands against a new version of a schema.
     *
     * @param versions versions before it, oldest first
     * @return in words; empty where it is compatible
     */
    public static List<String> check(CompatibilityLevel level, Schema schema, List<Schema> versions) {
        int first = level.transitive() ? 0 : Math.max(0, versions.size() - 1);
        List<String> found = new ArrayList<>();
        for (int i = first; i < versions.size(); i++) {
            String version = versions.size() == 1 ? "the version before" : "version " + (i + 1);
            for (String reason : between(level, versions.get(i), schema)) {
                found.add(reason + " (against " + version + ")");
            }
        }
        return List.copyOf(found);
    }

    /** What stands against following one schema by another. */
    public static List<String> between(CompatibilityLevel level, Schema before, Schema after) {
        List<String> found = new ArrayList<>();
        if (level.backward()) {
            read(after, before, "the new schema cannot read records written before", found);
        }
        if (level.forward()) {
            read(before, after, "consumers of the schema before cannot read new records", found);
        }
        if (level.backward() || level.forward()) {
            logicalTypes(before, after, "", found, 0);
        }
        return List.copyOf(found);
    }

    private static void read(Schema reader, Schema writer, String problem, Collection<String> found) {
        var result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult();
        if (result.getCompatibility() == SchemaCompatibilityType.INCOMPATIBLE) {
            for (Incompatibility cause : result.getIncompatibilities()) {
                found.add(problem + ": " + words(cause));
            }
        }
    }

    private static String words(Incompatibility cause) {
        return switch (cause.getType()) {
            case NAME_MISMATCH -> "the record is named differently: " + cause.getMessage();
            case FIXED_SIZE_MISMATCH -> "the fixed size differs: " + cause.getMessage();
            case MISSING_ENUM_SYMBOLS -> "enum symbols are missing: " + cause.getMessage();
            case READER_FIELD_MISSING_DEFAULT_VALUE ->
                "field " + cause.getMessage() + " is not in the record and has no default";
            case TYPE_MISMATCH -> "the types do not fit: " + cause.getMessage();
            case MISSING_UNION_BRANCH -> "the union lacks a branch: " + cause.getMessage();
        };
    }

    /** Avro resolves a decimal into bytes of another scale without a word; the numbers would be others. */
    private static void logicalTypes(Schema before, Schema after, String path, Collection<String> found, int depth) {
        Schema old = withoutNull(before);
        Schema now = withoutNull(after);
        if (old.getType() != now.getType() || depth > 32) {
            return;
        }
        boolean same = Objects.equals(old.getLogicalType(), now.getLogicalType()) || sameLogicalType(old, now);
        if (!same) {
            found.add("the same bytes mean something else" + (path.isEmpty() ? "" : " in " + path) + ": "
                    + TypeWords.of(old) + " before, " + TypeWords.of(now) + " now");
            return;
        }
        switch (old.getType()) {
            case RECORD -> {
                for (Schema.Field field : old.getFields()) {
                    Schema.Field there = now.getField(field.name());
                    if (there != null) {
                        String below = path.isEmpty() ? field.name() : path + "." + field.name();
                        logicalTypes(field.schema(), there.schema(), below, found, depth + 1);
                    }
                }
            }
            case ARRAY -> logicalTypes(old.getElementType(), now.getElementType(), path + "[]", found, depth + 1);
            case MAP -> logicalTypes(old.getValueType(), now.getValueType(), path + "{}", found, depth + 1);
            default -> {}
        }
    }

    private static boolean sameLogicalType(Schema old, Schema now) {
        return old.getLogicalType() != null
                && now.getLogicalType() != null
                && TypeWords.of(old).equals(TypeWords.of(now));
    }

    private static Schema withoutNull(Schema schema) {
        if (schema.isUnion()) {
            return schema.getTypes().stream()
                    .filter(branch -> branch.getType() != Schema.Type.NULL)
                    .findFirst()
                    .orElse(schema);
        }
        return schema;
    }
}
