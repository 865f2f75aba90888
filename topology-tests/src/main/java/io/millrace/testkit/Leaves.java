package io.millrace.testkit;

import io.millrace.contracts.problem.Problems;
import io.millrace.contracts.yaml.Fields;
import io.millrace.contracts.yaml.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leaves of any YAML type read as the text that stands there: the type comes from the contract, not from YAML. */
final class Leaves {
    private Leaves() {}

    static Optional<String> text(Fields fields, String key) {
        return fields.node(key).flatMap(node -> {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            fields.problems().error(node.at(), "must be a value, but is " + node.kind() + ".");
            return Optional.empty();
        });
    }

    /** The members of a map by name; null where nothing, or {@code null}, is written. */
    static Optional<Map<String, @Nullable String>> texts(Fields fields, String key) {
        return fields.object(key).map(map -> {
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            for (String name : map.keys()) {
                texts.put(name, text(map, name).orElse(null));
            }
            return texts;
        });
    }

    /** As {@link #texts}, with the values inside maps and lists under their paths; see {@link NestedText}. */
    static Optional<Map<String, @Nullable String>> nested(Fields fields, String key) {
        return fields.object(key).map(map -> {
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            for (String name : map.keys()) {
                map.node(name).ifPresentOrElse(node -> NestedText.put(name, node, texts), () -> texts.put(name, null));
            }
            return texts;
        });
    }

    /** A whole number of 64 bits. */
    static Optional<Long> number(Node node, Problems problems) {
        if (node instanceof Node.Scalar scalar && scalar.type() == Node.Type.INTEGER) {
            try {
                return Optional.of(Long.valueOf(scalar.text()));
            } catch (NumberFormatException e) {
                problems.error(node.at(), "must be a whole number of at most 64 bits.");
                return Optional.empty();
            }
        }
        problems.error(node.at(), "must be a whole number, but is " + node.kind() + ".");
        return Optional.empty();
    }
}
