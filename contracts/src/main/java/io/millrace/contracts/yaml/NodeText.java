package io.millrace.contracts.yaml;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.Collectors;

/** Writes a document that was read as YAML on one line: what reads it again gets the same, but for the places. */
public final class NodeText {
    private NodeText() {}

    /** Texts are quoted, and everything else is not: so each leaf keeps its type. */
    public static String of(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .map(entry ->
                            quoted(entry.getKey()) + ": " + of(entry.getValue().value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(NodeText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.type()) {
            case TEXT -> quoted(scalar.text());
            case NULL -> "null";
            case INTEGER, DECIMAL, FLAG -> scalar.text();
        };
    }

    /** Strings of JSON are strings of YAML. */
    private static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }
}
