package io.millrace.contracts.yaml;

import io.millrace.contracts.problem.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An element of a YAML document. */
public sealed interface Node {

    /** Where it stands. */
    Place at();

    /** What it is, in a word for messages. */
    String kind();

    /**
     * A leaf.
     *
     * @param text as written, without quotes
     * @param type what YAML's core schema takes it for; quoted text is always {@link Type#TEXT}
     */
    record Scalar(String text, Type type, Place at) implements Node {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT -> "text";
                case INTEGER -> "a whole number";
                case DECIMAL -> "a number";
                case FLAG -> "true or false";
                case NULL -> "nothing";
            };
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Place at) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A map with text keys, in the order written. */
    record Mapping(Map<String, Entry> entries, Place at) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Override
        public String kind() {
            return "a map";
        }
    }

    /**
     * A member of a map.
     *
     * @param key where the key stands
     */
    record Entry(Place key, Node value) {}

    /** Types of leaves. */
    enum Type {
        TEXT,
        INTEGER,
        DECIMAL,
        FLAG,
        NULL
    }
}
