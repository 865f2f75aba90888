package io.millrace.runtime.plan;

import io.millrace.contracts.product.FieldType;
import io.millrace.contracts.product.Mask;
import io.millrace.runtime.structure.Converter;
import io.millrace.runtime.structure.Converters;
import io.millrace.runtime.structure.ItemReader;
import io.millrace.runtime.structure.ObjectReader;
import io.millrace.runtime.structure.SourceType;
import io.millrace.runtime.structure.SourceType.Encoding;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Binds paths to what one reader finds: at the top of a record, or inside one of its records, arrays and maps. */
final class NestedBinding {
    private final SlotTypes slots;
    private final boolean change;

    /** @param change whether values are columns', and may be Debezium's placeholder */
    NestedBinding(SlotTypes slots, boolean change) {
        this.slots = slots;
        this.change = change;
    }

    /** A field's value; empty after a problem. */
    Optional<InputValue> value(ValueSpec spec, FieldCore field, Consumer<String> where) {
        if (spec instanceof ValueSpec.OfNested nested) {
            return nested.content() instanceof NestedSpec.OfRecord record
                    ? record(nested.at(), record, where)
                    : items(nested.at(), (NestedSpec.OfItems) nested.content(), where);
        }
        ValueSpec.AtPath at = (ValueSpec.AtPath) spec;
        if (field.clearType() instanceof FieldType.Scalar scalar) {
            boolean year = field.field().mask() instanceof Mask.Year;
            return path(at, scalar, field.field().zone(), year, where);
        }
        // Dropped as a whole: only whether it is there matters.
        return slots.source(at, where).map(source -> new PathValue(at.slot(), Converters.PRESENCE, false));
    }

    /** A path as a value of a type; to the day, where only the day is wanted. */
    Optional<InputValue> path(
            ValueSpec.AtPath at, FieldType.Scalar type, Optional<ZoneId> zone, boolean toDay, Consumer<String> where) {
        return slots.source(at, where).flatMap(source -> {
            Optional<Converter> converter = toDay ? Converters.toDay(source) : Converters.of(source, type, zone);
            return bound(at, source, converter, "type " + type, where);
        });
    }

    /** A path as a time, in microseconds since the epoch. */
    Optional<InputValue> time(ValueSpec.AtPath at, Consumer<String> where) {
        return slots.source(at, where)
                .flatMap(source -> bound(at, source, Converters.toInstant(source), "a timestamp", where));
    }

    private Optional<InputValue> bound(
            ValueSpec.AtPath at,
            SourceType source,
            Optional<Converter> converter,
            String wanted,
            Consumer<String> where) {
        if (converter.isEmpty()) {
            mismatch(at, source, wanted, where);
        }
        return converter
                .map(found -> change ? ColumnRange.within(source, found) : found)
                .map(found -> new PathValue(
                        at.slot(), slots.converting(at.slot(), found), change && Placeholder.isPossible(source)));
    }

    private static void mismatch(ValueSpec.AtPath at, SourceType source, String wanted, Consumer<String> where) {
        String advice = source.nested().isPresent()
                ? "name one of the fields inside it, or serve it as an object, array or map."
                : "change the field's type, or convert it with an expression.";
        where.accept("cannot take " + at.path() + ": it is a " + source.describe() + " there, " + wanted
                + " is wanted; " + advice);
    }

    private Optional<InputValue> record(ValueSpec.AtPath at, NestedSpec.OfRecord spec, Consumer<String> where) {
        return slots.source(at, where).flatMap(source -> {
            boolean json = holdsJson(source);
            if (!json && source.encoding() != Encoding.RECORD) {
                mismatch(at, source, "a record", where);
                return Optional.empty();
            }
            ObjectReader reader =
                    json ? spec.json() : ObjectReader.ofAvro(source.nested().orElseThrow(), spec.layout());
            NestedBinding inside = new NestedBinding(SlotTypes.of(reader::type, reader::problem), change);
            List<InputValue> inputs = new ArrayList<>();
            for (int i = 0; i < spec.fields().size(); i++) {
                inside.value(spec.sources().get(i), spec.fields().get(i), where).ifPresent(inputs::add);
            }
            return inputs.size() == spec.fields().size()
                    ? Optional.of(new RecordValue(at.slot(), isPlaceholder(source), spec, reader, inputs))
                    : Optional.empty();
        });
    }

    private Optional<InputValue> items(ValueSpec.AtPath at, NestedSpec.OfItems spec, Consumer<String> where) {
        return slots.source(at, where).flatMap(source -> {
            boolean json = holdsJson(source);
            if (!json && source.encoding() != (spec.keyed() ? Encoding.MAP : Encoding.ARRAY)) {
                mismatch(at, source, spec.keyed() ? "a map" : "an array", where);
                return Optional.empty();
            }
            ItemReader reader =
                    json ? spec.json() : ItemReader.ofAvro(source.nested().orElseThrow(), spec.layout());
            return new NestedBinding(SlotTypes.of(reader::type, reader::problem), change)
                    .value(spec.source(), spec.item(), where)
                    .map(input -> new ItemsValue(at.slot(), isPlaceholder(source), spec, reader, input));
        });
    }

    /** Text may hold JSON, as json columns and many events do. */
    private static boolean holdsJson(SourceType source) {
        return source.encoding() == Encoding.JSON || source.encoding() == Encoding.STRING;
    }

    private boolean isPlaceholder(SourceType source) {
        return change && Placeholder.isPossible(source);
    }
}
