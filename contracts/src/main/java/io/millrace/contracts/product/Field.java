package io.millrace.contracts.product;

import io.millrace.contracts.problem.Location;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

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
        Location location) {

    public Field {
        rules = List.copyOf(rules);
    }
}
