package io.millrace.contracts.mesh;

import io.millrace.contracts.yaml.Node;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a product descriptor refers to, as written.
 *
 * @param inputs ids of the contracts that its input ports read
 * @param outputs ids of the contracts that its output ports serve
 * @param topology whether Java code makes its rows
 */
record WrittenProduct(List<String> inputs, List<String> outputs, boolean topology) {

    static WrittenProduct of(Node.Mapping document) {
        return new WrittenProduct(
                contracts(document, "inputPorts"), contracts(document, "outputPorts"), code(document));
    }

    private static List<String> contracts(Node.Mapping document, String ports) {
        return items(document, ports).stream()
                .map(port -> text(port, "contractId"))
                .toList();
    }

    private static boolean code(Node.Mapping document) {
        return items(document, "customProperties").stream()
                .filter(property -> text(property, "property").equals("millrace"))
                .map(property -> property.entries().get("value"))
                .anyMatch(value -> value != null
                        && value.value() instanceof Node.Mapping ours
                        && ours.entries().containsKey("topology"));
    }

    private static List<Node.Mapping> items(Node.Mapping document, String key) {
        Node.Entry entry = document.entries().get(key);
        return entry != null && entry.value() instanceof Node.Sequence sequence
                ? sequence.items().stream()
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast)
                        .toList()
                : List.of();
    }

    /** Every text that stands at a key of a document, at whatever depth. */
    static Stream<String> texts(Node node, String key) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().entrySet().stream()
                    .flatMap(entry ->
                            entry.getKey().equals(key) && entry.getValue().value() instanceof Node.Scalar scalar
                                    ? Stream.of(scalar.text())
                                    : texts(entry.getValue().value(), key));
        }
        return node instanceof Node.Sequence sequence
                ? sequence.items().stream().flatMap(item -> texts(item, key))
                : Stream.empty();
    }

    /** The text of a key; empty where there is none. */
    static String text(Node.Mapping document, String key) {
        Node.Entry entry = document.entries().get(key);
        return entry != null && entry.value() instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
