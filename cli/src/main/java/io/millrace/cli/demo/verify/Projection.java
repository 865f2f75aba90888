package io.millrace.cli.demo.verify;

import io.millrace.cli.demo.traffic.TableRow;
import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldPath;
import io.millrace.contracts.product.FieldSource;
import io.millrace.contracts.product.OnViolation;
import io.millrace.contracts.product.RowContract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The canonical record key of a row. */
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

    /** Names of the compared fields in which two projections differ. */
    static List<String> differences(Map<String, String> expected, Map<String, String> actual) {
        return expected.keySet().stream()
                .filter(name -> !expected.get(name).equals(actual.get(name)))
                .toList();
    }

    private String text(Field field, TableRow row) {
        FieldPath path = ((FieldSource.Path) field.source()).path();
        @Nullable Object value = row.get(path.steps().get(path.steps().size() - 1));
        if (value == null
                && field.onMissing() == OnViolation.DEFAULT
                && field.defaultValue().isPresent()) {
            value = field.defaultValue().get();
        }
        return masks.masked(field.mask(), value, field.type());
    }
}
