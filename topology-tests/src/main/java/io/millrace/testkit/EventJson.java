package io.millrace.testkit;

import io.millrace.contracts.yaml.Node;
import java.nio.charset.StandardCharsets;

/** A YAML tree as the JSON text a producer would send; numbers keep the digits that stand in the case. */
final class EventJson {
    private EventJson() {}

    static byte[] bytes(Node node) {
        StringBuilder out = new StringBuilder();
        append(out, node);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder out, Node node) {
        if (node instanceof Node.Mapping mapping) {
            String separator = "{";
            for (var entry : mapping.entries().entrySet()) {
                out.append(separator);
                quote(out, entry.getKey());
                out.append(':');
                append(out, entry.getValue().value());
                separator = ",";
            }
            out.append(mapping.entries().isEmpty() ? "{}" : "}");
        } else if (node instanceof Node.Sequence sequence) {
            String separator = "[";
            for (Node item : sequence.items()) {
                out.append(separator);
                append(out, item);
                separator = ",";
            }
            out.append(sequence.items().isEmpty() ? "[]" : "]");
        } else if (node instanceof Node.Scalar scalar) {
            switch (scalar.type()) {
                case TEXT -> quote(out, scalar.text());
                case NULL -> out.append("null");
                default -> out.append(scalar.text());
            }
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
