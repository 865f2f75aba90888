package io.millrace.catalogue.model;

import io.millrace.contracts.yaml.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says to people, read as it stands: descriptions, owners, channels, examples. Nothing here is checked, the
 * readers of the standards have done that; what has another form than expected is passed over.
 */
public final class Written {
    /** A file that says nothing. */
    public static final Written NOTHING = new Written(Map.of());

    private final Map<String, Node.Entry> entries;

    private Written(Map<String, Node.Entry> entries) {
        this.entries = entries;
    }

    public static Written of(Node.Mapping mapping) {
        return new Written(mapping.entries());
    }

    /** The text at a path of keys, of any scalar type; empty where there is none. */
    public String text(String... path) {
        Written at = this;
        for (int i = 0; i < path.length - 1; i++) {
            at = at.map(path[i]);
        }
        return at.node(path[path.length - 1])
                .map(Written::scalar)
                .map(String::strip)
                .orElse("");
    }

    /** The map under a key. */
    public Written map(String key) {
        return node(key)
                .filter(Node.Mapping.class::isInstance)
                .map(found -> of((Node.Mapping) found))
                .orElse(NOTHING);
    }

    /** The maps of a list. */
    public List<Written> maps(String key) {
        List<Written> found = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof Node.Mapping mapping) {
                found.add(of(mapping));
            }
        }
        return found;
    }

    /** The texts of a list. */
    public List<String> texts(String key) {
        return items(key).stream()
                .map(Written::scalar)
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The element itself, if there is one and it is not null. */
    public Optional<Node> node(String key) {
        return Optional.ofNullable(entries.get(key))
                .map(Node.Entry::value)
                .filter(value -> !(value instanceof Node.Scalar scalar) || scalar.type() != Node.Type.NULL);
    }

    /** Our own container among the custom properties. */
    public Written ours() {
        return maps("customProperties").stream()
                .filter(property -> property.text("property").equals("millrace"))
                .findFirst()
                .map(property -> property.map("value"))
                .orElse(NOTHING);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    private List<Node> items(String key) {
        return node(key)
                .filter(Node.Sequence.class::isInstance)
                .map(found -> ((Node.Sequence) found).items())
                .orElse(List.of());
    }

    private static String scalar(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
