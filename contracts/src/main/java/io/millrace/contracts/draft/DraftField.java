package io.millrace.contracts.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A property to be written.
 *
 * @param name of the property and of what it reads
 * @param input type of what it reads, with a sample of it
 * @param output type of what leaves
 * @param required whether null is a violation
 * @param keyPosition place in the primary key, from 1; 0: not in it
 * @param kind of a personal value; empty: not tagged
 * @param ownMask whether the field is pseudonymized whatever the policy says: a key may not be masked otherwise
 * @param comment what the team has to decide; may be empty
 */
record DraftField(
        String name,
        FieldForm input,
        FieldForm output,
        boolean required,
        int keyPosition,
        Optional<String> kind,
        boolean ownMask,
        String comment) {

    /** The property in the contract of the output port. */
    Map<String, Object> served(boolean compositeKey) {
        Map<String, Object> map = typed(output);
        if (keyPosition > 0) {
            map.put("primaryKey", true);
            if (compositeKey) {
                map.put("primaryKeyPosition", keyPosition);
            }
        }
        if (required) {
            map.put("required", true);
        }
        kind.ifPresent(found -> map.put("tags", List.of("pii:" + found)));
        if (ownMask) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("property", "millrace");
            property.put("value", Map.of("mask", Map.of("strategy", "pseudonymize")));
            map.put("customProperties", List.of(property));
        }
        return map;
    }

    /** The property in the contract of the events that are read. */
    Map<String, Object> read() {
        Map<String, Object> map = typed(input);
        if (required) {
            map.put("required", true);
        }
        kind.ifPresent(found -> map.put("tags", List.of("pii:" + found)));
        return map;
    }

    private Map<String, Object> typed(FieldForm form) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("logicalType", form.logicalType());
        form.physicalType().ifPresent(type -> map.put("physicalType", type));
        return map;
    }
}
