package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.Mask;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a contract makes of a row, as texts by field name. Fields that an expression computes are left out: the judge
 * does not evaluate expressions.
 */
public final class Projection {
    private final List<Field> fields;
    private final List<Field> keyFields;
    private final MaskOracle masks;

    Projection(RowContract contract, MaskOracle masks) {
        this.masks = masks;
        this.keyFields = contract.keyFields();
        fields = contract.fields().stream()
                .filter(field -> field.source() instanceof FieldSource.Path)
                .toList();
    }

    /** What has to come out. */
    Map<String, String> expected(TableRow row) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Field field : fields) {
            texts.put(field.name(), text(field, row));
        }
        return texts;
    }

    /** What came out. */
    Map<String, String> actual(GenericRecord record) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Field field : fields) {
            texts.put(field.name(), Text.ofAvro(record.get(field.name()), field.type()));
        }
        return texts;
    }

    /**
     * What a record's place in a sequence is found by: the record key; where the contract declares none, so that the
     * key is a token nobody can recompute, the whole row.
     */
    String sequenceKey(String recordKey, @Nullable Map<String, String> row) {
        return keyFields.isEmpty() && row != null ? String.join("|", row.values()) : recordKey;
    }

    /** As {@link #sequenceKey(String, Map)}, of what has to come out. */
    String sequenceKey(TableRow row) {
        return sequenceKey(key(row), expected(row));
    }

    /** The canonical record key of a row; empty where the contract declares none. */
    String key(TableRow row) {
        List<String> parts = new ArrayList<>();
        for (Field field : keyFields) {
            parts.add(text(field, row));
        }
        return parts.size() == 1
                ? parts.get(0)
                : parts.stream()
                        .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                        .collect(Collectors.joining("|"));
    }

    /** Fields that are masked, with their clear and their masked text. */
    public List<String> beside(TableRow clear, GenericRecord masked) {
        Map<String, String> texts = actual(masked);
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            if (!(field.mask() instanceof Mask.None)) {
                @Nullable Object value = clearValue(field, clear);
                String shown = texts.getOrDefault(field.name(), Text.NULL);
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-11s %-42s -> %s",
                        field.name(),
                        value,
                        shown.equals(Text.NULL) ? "null" : shown));
            }
        }
        return lines;
    }

    /** Names of the compared fields in which two projections differ. */
    static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        return expected.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(actual.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String text(Field field, TableRow row) {
        @Nullable Object value = clearValue(field, row);
        if (value == null
                && field.onMissing() == OnViolation.DEFAULT
                && field.defaultValue().isPresent()) {
            value = field.defaultValue().get();
        }
        return masks.masked(field.mask(), value, field.type());
    }

    private static @Nullable Object clearValue(Field field, TableRow row) {
        FieldPath path = ((FieldSource.Path) field.source()).path();
        return row.get(path.steps().get(path.steps().size() - 1));
    }
}
