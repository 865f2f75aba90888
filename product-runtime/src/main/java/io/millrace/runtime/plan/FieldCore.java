package io.millrace.runtime.plan;

import io.millrace.contracts.product.Field;
import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OnViolation;
import io.millrace.runtime.check.FieldCheck;
import io.millrace.runtime.mask.Pseudonyms;
import io.millrace.runtime.mask.ValueWriter;
import io.millrace.runtime.mask.ValueWriters;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import io.millrace.runtime.structure.TextLiterals;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is fixed about a field whatever the writer's schema: its clear type, checks, mask and verdicts. Immutable. */
final class FieldCore {
    private final Field field;
    private final FieldType clearType;
    private final FieldCheck check;
    private final ValueWriter writer;
    private final @Nullable Cell onMissing;
    private final Outcome.Rejected refused;
    private final Outcome.Rejected mismatch;
    private final Outcome.Rejected missing;
    private final Outcome.Rejected unavailable;
    private final Outcome.Rejected malformed;
    private final Outcome.Rejected[] violated;

    private FieldCore(
            Field field,
            String path,
            FieldType clearType,
            FieldCheck check,
            ValueWriter writer,
            @Nullable Cell onMissing) {
        this.field = field;
        this.clearType = clearType;
        this.check = check;
        this.writer = writer;
        this.onMissing = onMissing;
        this.refused = new Outcome.Rejected(writer.refusal(), path);
        this.mismatch = new Outcome.Rejected(RejectReason.TYPE_MISMATCH, path);
        this.missing = new Outcome.Rejected(RejectReason.MISSING_VALUE, path);
        this.unavailable = new Outcome.Rejected(RejectReason.VALUE_UNAVAILABLE, path);
        this.malformed = new Outcome.Rejected(RejectReason.MALFORMED, path);
        this.violated = new Outcome.Rejected[check.rules()];
        for (int i = 0; i < violated.length; i++) {
            violated[i] = new Outcome.Rejected(RejectReason.RULE_VIOLATED, check.ruleName(i));
        }
    }

    static FieldCore compile(Field field, Pseudonyms pseudonyms, Consumer<String> problems) {
        return compile(field, field.name(), pseudonyms, problems);
    }

    /** @param path of the field in the contract, which dead letters name */
    static FieldCore compile(Field field, String path, Pseudonyms pseudonyms, Consumer<String> problems) {
        FieldType clearType = ValueWriters.clearType(field);
        Optional<Cell> defaultValue = field.defaultValue().flatMap(text -> {
            Optional<Cell> value = TextLiterals.parse(text, clearType);
            if (value.isEmpty()) {
                problems.accept("has a default that is no value of type " + clearType + ".");
            }
            return value;
        });
        FieldCheck check = FieldCheck.compile(
                field.rules(),
                clearType,
                field.required(),
                defaultValue.orElse(null),
                text -> TextLiterals.parse(text, clearType),
                problems);
        ValueWriter writer = ValueWriters.of(field, pseudonyms, problems);
        if (field.onMissing() == OnViolation.DEFAULT && field.defaultValue().isEmpty()) {
            problems.accept("is to take its default when missing, but has none; give it one.");
        } else if (field.onMissing() != OnViolation.DEFAULT && field.onMissing() != OnViolation.REJECT) {
            problems.accept("cannot " + field.onMissing() + " when missing; allowed are REJECT and DEFAULT.");
        }
        boolean takesDefault = field.onMissing() == OnViolation.DEFAULT;
        return new FieldCore(field, path, clearType, check, writer, takesDefault ? defaultValue.orElse(null) : null);
    }

    /** The place of a field of this name, or -1. */
    static int indexOf(String name, List<FieldCore> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).field.name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    Field field() {
        return field;
    }

    FieldType clearType() {
        return clearType;
    }

    /** Whether it is made of fields of its own that leave. */
    boolean isNested() {
        return clearType instanceof FieldType.Nested && !writer.writesNull();
    }

    boolean isPlain() {
        return writer.isPlain();
    }

    /** Loads and checks the field's value; null, or why the record is rejected. */
    Outcome.@Nullable Rejected load(InputValue input, Row row, Cell cell) {
        switch (input.load(row, cell)) {
            case MISMATCH -> {
                return mismatch;
            }
            case UNAVAILABLE -> {
                return unavailable;
            }
            case MALFORMED -> {
                return malformed;
            }
            case REJECTED -> {
                return row.rejection();
            }
            case VALUE -> {}
        }
        if (cell.isNull()) {
            if (onMissing == null) {
                return field.required() ? missing : null;
            }
            cell.set(onMissing);
        }
        int broken = check.apply(cell, row.flags());
        return broken == FieldCheck.PASSED ? null : violated[broken];
    }

    /** Writes the field as it may leave; null, or why the record is rejected. */
    Outcome.@Nullable Rejected write(Row row, Cell cell) {
        boolean leavesNull = cell.isNull() || writer.writesNull();
        if (!field.required()) {
            row.value().writeByte(leavesNull ? 0 : 2);
        }
        if (leavesNull) {
            return field.required() ? missing : null;
        }
        return writer.write(cell, row.value(), row.maskScratch()) ? null : refused;
    }
}
