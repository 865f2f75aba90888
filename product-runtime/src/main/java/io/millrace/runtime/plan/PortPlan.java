package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Fragment;
import io.millrace.runtime.record.Fragment.Content;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.Outcome.Part.Change;
import io.millrace.runtime.record.RejectReason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a record at one output port, bound to one writer schema. Immutable. */
final class PortPlan {
    static final Outcome.Rejected UNSUPPORTED = new Outcome.Rejected(RejectReason.UNSUPPORTED_OPERATION, "");

    private static final Outcome.Rejected KEY_MISMATCH = new Outcome.Rejected(RejectReason.KEY_MISMATCH, "");

    private final PortCore core;
    private final FieldCore[] fields;
    private final RowCheck[] rules;
    private final byte[] header = new byte[ConfluentFraming.HEADER_LENGTH];
    private final InputValue[] inputs;
    private final @Nullable RowFilter filter;

    PortPlan(PortCore core, List<InputValue> inputs, @Nullable RowFilter filter) {
        this.core = core;
        this.fields = core.fields().toArray(FieldCore[]::new);
        this.rules = core.rules().toArray(RowCheck[]::new);
        ConfluentFraming.writeHeader(header, core.schemaId());
        this.inputs = inputs.toArray(InputValue[]::new);
        this.filter = filter;
    }

    Outcome evaluate(Row row) {
        row.beginPort();
        Operation operation = row.operation();
        if (operation == Operation.CONTROL) {
            return Outcome.Filtered.INSTANCE;
        } else if (operation == Operation.TRUNCATE) {
            return UNSUPPORTED;
        } else if (core.part().isPresent()) {
            return part(core.part().get(), row);
        } else if (operation == Operation.DELETE && core.deletes() == OutputPort.Deletes.TOMBSTONE) {
            // The filter is not asked: what was deleted may consist of its key only.
            Outcome.Rejected rejected = loadKey(row);
            return rejected != null ? rejected : new Outcome.Accepted(core.key().of(row), null, "");
        }
        if (filter != null) {
            RowFilter.Verdict verdict = filter.judge(row);
            if (verdict == RowFilter.Verdict.FAILS) {
                return filter.failure(row);
            } else if (verdict == RowFilter.Verdict.LEAVES) {
                return left(operation, row);
            }
        }
        return accept(row);
    }

    /** What the record brings to a row whose other parts come in other records. */
    private Outcome part(PartCore part, Row row) {
        Outcome.Rejected rejected = loadKey(row);
        if (rejected == null && part.merges() && !core.key().isKeyOfRecord(row)) {
            rejected = KEY_MISMATCH;
        }
        if (rejected != null) {
            return part.hasForeignKey() ? KEY_MISMATCH : rejected;
        }
        byte[] key = core.key().of(row);
        if (row.operation() == Operation.DELETE) {
            return new Outcome.Part(key, Change.DELETED, Optional.empty());
        }
        if (filter != null) {
            RowFilter.Verdict verdict = filter.judge(row);
            if (verdict == RowFilter.Verdict.FAILS) {
                return filter.failure(row);
            } else if (verdict == RowFilter.Verdict.LEAVES) {
                return new Outcome.Part(key, Change.LEFT, Optional.empty());
            }
        }
        row.beginPort();
        Content[] contents = new Content[part.ownFields()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = part.keeps(inputs[i], row);
            if (contents[i] == Content.VALUE) {
                rejected = fields[i].load(inputs[i], row, row.cell(i));
            } else {
                row.cell(i).setNull();
            }
            if (rejected != null) {
                return rejected;
            }
        }
        return fragment(key, contents, row);
    }

    /** Of which fields the record at hand says what they are, whether it may leave or not; empty without a key. */
    Optional<Outcome.Part> named(Row row) {
        Operation operation = row.operation();
        if (core.part().isEmpty() || operation == Operation.CONTROL || operation == Operation.TRUNCATE) {
            return Optional.empty();
        }
        PartCore part = core.part().get();
        row.beginPort();
        if (loadKey(row) != null || (part.merges() && !core.key().isKeyOfRecord(row))) {
            return Optional.empty();
        }
        byte[] key = core.key().of(row);
        if (operation == Operation.DELETE) {
            return Optional.of(new Outcome.Part(key, Change.DELETED, Optional.empty()));
        }
        Content[] contents = new Content[part.ownFields()];
        for (int i = 0; i < contents.length; i++) {
            contents[i] = part.keeps(inputs[i], row);
        }
        var fragment = new Fragment(new byte[0], new int[contents.length], contents, "");
        return Optional.of(new Outcome.Part(key, Change.UPDATED, Optional.of(fragment)));
    }

    private Outcome fragment(byte[] key, Content[] contents, Row row) {
        Outcome.Rejected rejected = judge(row);
        int[] ends = new int[contents.length];
        for (int i = 0; i < ends.length && rejected == null; i++) {
            rejected = contents[i] == Content.VALUE ? fields[i].write(row, row.cell(i)) : null;
            ends[i] = row.value().size();
        }
        if (rejected != null) {
            return rejected;
        }
        noteServiceLevelTime(row);
        var fragment = new Fragment(
                row.value().toByteArray(), ends, contents, row.flags().text());
        return new Outcome.Part(key, Change.UPDATED, Optional.of(fragment));
    }

    private Outcome.@Nullable Rejected judge(Row row) {
        for (RowCheck rule : rules) {
            Outcome.Rejected rejected = rule.judge(row);
            if (rejected != null) {
                return rejected;
            }
        }
        return null;
    }

    private Outcome left(Operation operation, Row row) {
        if (operation != Operation.UPDATE || core.view() != OutputPort.View.LATEST) {
            return Outcome.Filtered.INSTANCE;
        }
        Outcome.Rejected rejected = loadKey(row);
        return rejected != null ? rejected : new Outcome.Retracted(core.key().of(row));
    }

    private Outcome accept(Row row) {
        for (int i = 0; i < fields.length; i++) {
            Outcome.Rejected rejected = fields[i].load(inputs[i], row, row.cell(i));
            if (rejected != null) {
                return rejected;
            }
        }
        Outcome.Rejected broken = judge(row);
        if (broken != null) {
            return broken;
        }
        row.value().write(header);
        for (int i = 0; i < fields.length; i++) {
            row.written(i);
            Outcome.Rejected rejected = fields[i].write(row, row.cell(i));
            if (rejected != null) {
                return rejected;
            }
        }
        noteServiceLevelTime(row);
        row.metricHits(core.port(), core.measures().hits(row));
        return new Outcome.Accepted(
                core.key().of(row), row.value().toByteArray(), row.flags().text());
    }

    private void noteServiceLevelTime(Row row) {
        int index = core.serviceLevelField();
        if (index >= 0 && !row.cell(index).isNull()) {
            row.serviceLevelTime(core.port(), toMillis(fields[index].clearType(), row.cell(index)));
        }
    }

    private static long toMillis(FieldType type, Cell cell) {
        if (type == FieldType.Simple.TIMESTAMP_MICROS) {
            return Math.floorDiv(cell.number(), 1000L);
        }
        return type == FieldType.Simple.DATE ? cell.number() * 86_400_000L : cell.number();
    }

    /** Loads the key fields only, through the same checks and masks as always, so that the key is the same. */
    private Outcome.@Nullable Rejected loadKey(Row row) {
        for (int index : core.key().indexes()) {
            Outcome.Rejected rejected = fields[index].load(inputs[index], row, row.cell(index));
            if (rejected == null && !fields[index].isPlain()) {
                row.written(index);
                rejected = fields[index].write(row, row.cell(index));
            }
            if (rejected != null) {
                return rejected;
            }
        }
        return null;
    }

    RowMeasures measures() {
        return core.measures();
    }
}
