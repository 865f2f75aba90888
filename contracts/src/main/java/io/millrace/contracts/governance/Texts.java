package io.millrace.contracts.governance;

import io.millrace.contracts.problem.Location;
import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a descriptor says for people, read from the document as written. Nothing where there is no document. */
record Texts(@Nullable Node node) {

    /** The text at a path of keys. */
    Optional<String> text(String... path) {
        return node(path)
                .filter(Node.Scalar.class::isInstance)
                .map(found -> ((Node.Scalar) found).text())
                .filter(found -> !found.isBlank());
    }

    /** The texts of a list, or of one key of its maps. */
    List<Object> items(String list, String key) {
        List<Object> texts = new ArrayList<>();
        if (node(list).orElse(null) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                Optional<String> text = key.isEmpty() ? new Texts(item).text() : new Texts(item).text(key);
                text.ifPresent(texts::add);
            }
        }
        return List.copyOf(texts);
    }

    /** The custom properties that are not ours, as text. */
    Map<String, Object> custom() {
        Map<String, Object> custom = new LinkedHashMap<>();
        if (node("customProperties").orElse(null) instanceof Node.Sequence sequence) {
            for (Node item : sequence.items()) {
                Texts property = new Texts(item);
                Optional<String> value = property.text("value");
                property.text("property")
                        .filter(name -> value.isPresent())
                        .ifPresent(name -> custom.put(name, value.get()));
            }
        }
        return custom;
    }

    /** Every map of the document by where it stands. */
    Map<Location, Texts> places() {
        Map<Location, Texts> found = new HashMap<>();
        if (node != null) {
            collect(node, found);
        }
        return found;
    }

    private static void collect(Node node, Map<Location, Texts> found) {
        if (node instanceof Node.Mapping mapping) {
            found.putIfAbsent(node.at().location(), new Texts(node));
            mapping.entries().values().forEach(entry -> collect(entry.value(), found));
        } else if (node instanceof Node.Sequence sequence) {
            sequence.items().forEach(item -> collect(item, found));
        }
    }

    Optional<Node> node(String... path) {
        Node found = node;
        for (String key : path) {
            Node.Entry entry =
                    found instanceof Node.Mapping mapping ? mapping.entries().get(key) : null;
            found = entry == null ? null : entry.value();
        }
        return Optional.ofNullable(found);
    }
}
