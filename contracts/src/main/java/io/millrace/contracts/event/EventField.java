package io.millrace.contracts.event;

import io.millrace.contracts.product.FieldRule;
import io.millrace.contracts.product.FieldType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A field of a domain event, as its contract describes it to those who send it.
 *
 * @param name as it stands in the event
 * @param type what its values are
 * @param required whether null or absent is refused; a field with a default is not
 * @param keyPosition place in the record key, from 1; empty: not part of it
 * @param personal whether it is tagged {@code pii}
 * @param rules checks that refuse the event, in a stable order; {@code onViolation} other than reject is for products
 * @param zone zone in which a time without one is meant
 */
public record EventField(
        String name,
        EventType type,
        boolean required,
        OptionalInt keyPosition,
        boolean personal,
        List<FieldRule> rules,
        Optional<ZoneId> zone) {

    public EventField {
        rules = List.copyOf(rules);
    }

    /** What the values of a field are. */
    public sealed interface EventType {
        /** One value. */
        record One(FieldType.Scalar type) implements EventType {}

        /** A number whose contract does not say how it is stored. */
        record AnyNumber() implements EventType {}

        /** Nothing is said, so anything goes. */
        record Anything() implements EventType {}

        /** An object; fields that are not named may stand in it and are not judged. */
        record Structure(List<EventField> fields) implements EventType {
            public Structure {
                fields = List.copyOf(fields);
            }
        }

        /** An array. */
        record Items(EventField item) implements EventType {}

        /** An object whose names are data. */
        record Entries(EventField value) implements EventType {}
    }
}
