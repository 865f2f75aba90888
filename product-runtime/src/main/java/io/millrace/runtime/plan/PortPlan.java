package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.OutputPort;
import io.millrace.contracts.wire.ConfluentFraming;
import io.millrace.runtime.record.Cell;
import io.millrace.runtime.record.Operation;
import io.millrace.runtime.record.Outcome;
import io.millrace.runtime.record.RejectReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a record at one output port, bound to one writer schema. Immutable. */
final class PortPlan {
    static final Outcome.Rejected UNSUPPORTED = new Outcome.Rejected(RejectReason.UNSUPPORTED_OPERATION, "");

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
        for (RowCheck rule : rules) {
            Outcome.Rejected rejected = rule.judge(row);
            if (rejected != null) {
                return rejected;
            }
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
}
