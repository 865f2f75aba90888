package io.millrace.runtime.plan;

import io.millrace.contracts.product.ChangeEncoding.Times;
import io.millrace.contracts.product.InputPort;
import io.millrace.contracts.table.KnownField;
import io.millrace.contracts.table.KnownField.Form;
import io.millrace.runtime.structure.ConnectJsonReader;
import io.millrace.runtime.structure.ConnectJsonValues;
import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Layout;
import io.millrace.runtime.structure.Slots;
import io.millrace.runtime.structure.SourceType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's envelope in JSON. JSON tells neither the scale of a decimal nor the unit of a time: the input's contract
 * and the port's settings do.
 */
final class ChangeJsonReader implements InputReader {
    private static final SourceType WHOLE = SourceType.of(SourceType.Encoding.LONG);

    private final ConnectJsonReader reader;
    private final String contract;
    private final List<Optional<SourceType>> types = new ArrayList<>();
    /** Dates and times of day as text. */
    private final BitSet isoLocal = new BitSet();

    /** The layout must be complete but for the steps on the way. */
    ChangeJsonReader(Layout layout, InputPort input) {
        this.contract = input.contractId();
        for (int slot = 0; slot < layout.size(); slot++) {
            List<String> path = layout.path(slot);
            types.add(type(path, input));
            isoLocal.set(slot, isIsoLocal(path, input));
        }
        this.reader = ConnectJsonReader.compile(layout);
    }

    private static Optional<SourceType> type(List<String> path, InputPort input) {
        String root = path.get(0);
        if (!root.equals("after") && !root.equals("before")) {
            return Optional.of(path.get(path.size() - 1).endsWith("ts_ms") ? WHOLE : SourceType.JSON);
        }
        return column(path, input)
                .flatMap(column -> KnownTypes.inJson(column, input.records().encoding()));
    }

    private static Optional<KnownField> column(List<String> path, InputPort input) {
        List<KnownField> level = input.records().fields();
        for (int step = 1; step < path.size() - 1; step++) {
            level = KnownField.named(level, path.get(step))
                    .map(KnownField::fields)
                    .orElse(List.of());
        }
        return KnownField.named(level, path.get(path.size() - 1));
    }

    private static boolean isIsoLocal(List<String> path, InputPort input) {
        return path.size() > 1
                && input.records().encoding().times() == Times.ISOSTRING
                && column(path, input)
                        .filter(column -> column.form() == Form.DATE || column.form() == Form.TIME)
                        .isPresent();
    }

    @Override
    public boolean read(byte @Nullable [] value, HeaderLookup headers, Slots slots) {
        return value != null && reader.read(value, slots);
    }

    @Override
    public Optional<SourceType> type(int slot) {
        return slot < types.size() ? types.get(slot) : Optional.of(SourceType.JSON);
    }

    @Override
    public Converter converting(int slot, Converter typed) {
        Converter ofJson = ConnectJsonValues.before(type(slot).orElse(SourceType.JSON), typed);
        return isoLocal.get(slot) ? ConnectJsonValues.withoutZone(ofJson) : ofJson;
    }

    @Override
    public String problem(int slot) {
        return "has no type in contract '" + contract + "', and JSON does not tell it: list the column there with"
                + " logicalType, and numbers and times with physicalType, such as numeric(12,2), timestamp(3) or"
                + " timestamptz";
    }
}
