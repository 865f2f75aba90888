package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * One property of a contract.
 *
 * @param name Avro field name ({@code physicalName}, else {@code name})
 * @param type type of the output, after masking
 * @param required whether null is a violation; an optional field is the Avro union {@code [null, T]}
 * @param primaryKeyPosition place in the record key, from 1; empty: not part of it
 * @param source where the value comes from
 * @param classification {@code <kind>} of the tag {@code pii:<kind>}, or {@code pii} for the bare tag; empty: not personal
 * @param mask what happens to a personal value; {@link Mask.None} where none is applied
 * @param rules checks on the clear value, in the order of the contract
 * @param onMissing what happens when a required value is null or absent
 * @param defaultValue the contract's default, as text in the notation of the type; empty: none
 * @param description becomes the Avro doc; may be empty
 * @param location of the property
 * @param zone zone of date and time texts and of columns that come without one; empty: texts must say it, and columns
 *     are in UTC
 */
public record Field(
        String name,
        FieldType type,
        boolean required,
        OptionalInt primaryKeyPosition,
        FieldSource source,
        Optional<String> classification,
        Mask mask,
        List<FieldRule> rules,
        OnViolation onMissing,
        Optional<String> defaultValue,
        String description,
        Location location,
        Optional<ZoneId> zone) {

    public Field {
        rules = List.copyOf(rules);
    }

    /** This field, and all fields inside its records, arrays and maps, at every depth. */
    public Stream<Field> withInside() {
        Stream<Field> inside = Stream.empty();
        if (type instanceof FieldType.Struct struct) {
            inside = struct.fields().stream();
        } else if (type instanceof FieldType.ListOf list) {
            inside = Stream.of(list.element());
        } else if (type instanceof FieldType.MapOf map) {
            inside = Stream.of(map.value());
        }
        return Stream.concat(Stream.of(this), inside.flatMap(Field::withInside));
    }

    /** A field whose values say their zone, or have none. */
    public Field(
            String name,
            FieldType type,
            boolean required,
            OptionalInt primaryKeyPosition,
            FieldSource source,
            Optional<String> classification,
            Mask mask,
            List<FieldRule> rules,
            OnViolation onMissing,
            Optional<String> defaultValue,
            String description,
            Location location) {
        this(
                name,
                type,
                required,
                primaryKeyPosition,
                source,
                classification,
                mask,
                rules,
                onMissing,
                defaultValue,
                description,
                location,
                Optional.empty());
    }
}
